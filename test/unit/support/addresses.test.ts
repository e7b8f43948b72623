import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../../../src/support/explain.ts";
import { formatLine } from "../../../src/support/jobLine.ts";
import { logLineOf } from "../../../src/support/logLine.ts";
import { mailLink } from "../../../src/support/mail.ts";
import { report } from "../../../src/support/report.ts";
import { someContext } from "./someContext.ts";
import { someFailure, someJob } from "./someJob.ts";

const ADDRESS =
	"https://cdn.example/talks/my%20talk.mp3?X-Amz-Signature=SECRET";

const failure = someFailure({
	type: "transcriptError",
	message: "Download error, unable to access file.",
	transcriptId: "transcript-1",
});
const failed = someJob({
	step: "failed",
	at: "waiting",
	failure,
	resume: { step: "checking" },
});
const job = {
	...failed,
	spec: {
		...failed.spec,
		source: ADDRESS,
		seen: { size: 6_200_000_000, type: "audio/mpeg", container: "MP3" },
	},
};

test("A failure of an address is the address's, and says what to check about it", () => {
	const { what, next, link } = explain(failure, ADDRESS);
	assert.match(what, /^my talk\.mp3 could not be transcribed/);
	assert.match(next, /address leads to the recording itself/);
	assert.match(link.url, /audio-urls/);
	const ofFile = explain(failure, "/home/ada/talk.mp3");
	assert.doesNotMatch(ofFile.next, /address/);
	const tooShort = explain(
		someFailure({
			type: "transcriptError",
			message: "Audio duration is too short.",
		}),
		ADDRESS,
	);
	assert.doesNotMatch(tooShort.next, /address/);
});

test("A report has the address, what its server says, and the limit for addresses; nothing has what signs it", () => {
	const text = report([job], someContext(), new Date());
	assert.match(
		text,
		/\| Address \| `https:\/\/cdn\.example\/talks\/my%20talk\.mp3`, 6200000000 bytes \|/,
	);
	assert.match(
		text,
		/❔ Has audio, and not silence: AssemblyAI fetches it itself/,
	);
	assert.match(
		text,
		/✅ Format is supported: MP3, the server calls it audio\/mpeg/,
	);
	assert.match(text, /❌ Size is within 5 GB: 6200000000 bytes/);
	const mail = mailLink([job], "");
	assert.match(mail, /Address: https:\/\/cdn\.example/);
	const line = logLineOf({
		type: "stage",
		job,
		from: undefined,
		durationMs: 0,
		attempt: 1,
		requestId: undefined,
	});
	assert(line);
	for (const said of [text, mail, formatLine(line)]) {
		assert.doesNotMatch(said, /SECRET/);
	}
});
