import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { FORMATS } from "../../../src/transcript/formats.ts";
import { Rig } from "./rig.ts";

const WORD = { text: "Hello.", start: 0, end: 500, confidence: 1 };
const MARKUP =
	'<img src=x onerror="alert(1)"> <script>alert(1)</script> [a](command:b)';
const DEEP = 100_000;
const NESTED = `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`;

/** Transcripts of a service that means ill, and what comes of each. */
const ANSWERS: readonly (readonly [string, string, "done" | "refused"])[] = [
	["a text that is a number", '"text": 7', "refused"],
	["a text that is a list", '"text": ["Hello."]', "refused"],
	["no text at all", '"words": []', "refused"],
	["words that are a text", '"text": "Hello.", "words": "Hello."', "refused"],
	[
		"words that are numbers",
		'"text": "Hello.", "words": [1, null, "a"]',
		"refused",
	],
	[
		"words of objects, without times",
		'"text": "Hello.", "words": [{"text": {"a": 1}, "start": "x", "end": []}]',
		"refused",
	],
	[
		"utterances that are an object",
		`"text": "Hello.", "words": [${JSON.stringify(WORD)}], "utterances": {"length": 4294967295}`,
		"refused",
	],
	[
		"times beyond all bounds",
		`"text": "Hello.", "words": [{"text": "Hello.", "start": -1e300, "end": 1e308}], "audio_duration": 1e308`,
		"done",
	],
	[
		"a length, a language and a confidence of other types",
		`"text": "Hello.", "audio_duration": {"a": "b"}, "language_code": ["en"], "confidence": "high"`,
		"refused",
	],
	[
		"a prototype",
		`"text": "Hello.", "__proto__": {"words": 1}, "constructor": 5, "toString": "x"`,
		"done",
	],
	["lists in lists, deep", `"text": "Hello.", "words": ${NESTED}`, "refused"],
	[
		"lists in lists in a field unknown",
		`"text": "Hello.", "x": ${NESTED}`,
		"refused",
	],
];

for (const [what, fields, outcome] of ANSWERS) {
	test(`A transcript with ${what} is ${outcome}, and nothing breaks`, async () => {
		await using rig = await Rig.start();
		const { state, output } = await answered(rig, fields);
		if (outcome === "refused") {
			assert(state.step === "failed");
			assert.equal(state.failure.type, "malformedAnswer");
		} else {
			assert(
				state.step === "done",
				state.step === "failed" ? state.failure.message : state.step,
			);
			assert.match(await readFile(output, "utf8"), /^Hello\.\n$/);
		}
		assert.deepEqual(
			rig.events.filter(({ type }) => type === "internal"),
			[],
		);
		// The next recording is as good as ever.
		const next = await rig.recording("next.mp3");
		const [after] = await rig.transcribe(next);
		assert.equal(after?.state.step, "done");
	});
}

test("Markup in a transcript is text, in Markdown too", async () => {
	await using rig = await Rig.start();
	const { output } = await answered(rig, `"text": ${JSON.stringify(MARKUP)}`);
	assert.match(await readFile(output, "utf8"), /<script>alert/);
	const md = await readFile(output.replace(/txt$/, "md"), "utf8");
	assert.doesNotMatch(md, /(?<!\\)<(img|script)/);
	assert.doesNotMatch(md, /(?<!\\)\]\(command:/);
});

for (const id of [
	"../../etc/passwd",
	"a/b",
	"a\\b",
	"..",
	"a\nb",
	"a?limit=1",
	"",
	"x".repeat(129),
	7,
	null,
]) {
	test(`A transcript whose ID is ${JSON.stringify(id)?.slice(0, 20)} is none: nothing is asked for by it`, async () => {
		await using rig = await Rig.start();
		rig.simulator.fault({
			on: "submit",
			kind: "wrongShape",
			body: { id, status: "queued" },
			times: Number.POSITIVE_INFINITY,
		});
		const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
		assert(outcome?.state.step === "failed");
		assert.equal(outcome.state.failure.type, "malformedAnswer");
		assert.equal(rig.simulator.count("get"), 0);
		assert.deepEqual(
			(await readdir(rig.folder)).filter((name) => name.includes("txt")),
			[],
		);
	});
}

/** What comes of a recording whose transcript has these fields, written as JSON. */
async function answered(rig: Rig, fields: string) {
	const { simulator } = rig;
	simulator.hold();
	const source = await rig.recording("talk.mp3");
	const made = simulator.next("job");
	const stem = path.join(rig.folder, "talk");
	const [id = ""] = await rig.engine.start([
		rig.job(source, {
			output: { stem, formats: FORMATS, ifExists: "expectNone" },
		}),
	]);
	const job = await made;
	simulator.fault({
		on: "get",
		kind: "malformed",
		body: `{"id": "${job.id}", "status": "completed", "audio_url": "${job.audioUrl}", ${fields}}`,
	});
	const { state } = await rig.engine.ended(id);
	simulator.clearFaults();
	simulator.release();
	return { state, output: `${stem}.txt` };
}
