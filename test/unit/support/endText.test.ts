import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../../../src/engine/events.ts";
import type { EndState, FailureRecord } from "../../../src/engine/job.ts";
import {
	doneText,
	endLines,
	endOf,
	failureText,
} from "../../../src/support/endText.ts";
import { formatLine } from "../../../src/support/jobLine.ts";
import { someFailure, someJob } from "./someJob.ts";

test("Failures come first, named and explained, and then what is ready and what was left out", () => {
	const refused = { type: "badRequest", message: "No such language" };
	const { text, link } = failureText(
		endOf(
			[
				done("a.mp3"),
				failed("b.mp3", refused),
				done("c.mp3"),
				failed("d.mp3", refused),
			],
			12,
			false,
		),
	);
	assert.match(
		text,
		/^2 files could not be transcribed: b\.mp3, d\.mp3\. b\.mp3 could not be transcribed: AssemblyAI refused the request \(“No such language”\)\. Change/,
	);
	assert.match(
		text,
		/ 2 transcripts are ready\. 12 were left out; the output says why\.$/,
	);
	assert.match(link?.url ?? "", /^https:/);
});

test("Of failures for several reasons one is told, and where the others are", () => {
	const { text, link } = failureText(
		endOf([failed("b.mp3", { type: "offline" }), failed("d.mp3")], 0, false),
	);
	assert.match(
		text,
		/^2 files could not be transcribed: b\.mp3, d\.mp3\. b\.mp3 could not be transcribed: there is no network .* The output explains each\.$/,
	);
	assert.equal(link, undefined);
});

test("A single failure is told alone", () => {
	const { text } = failureText(endOf([failed("b.mp3")], 0, false));
	assert.match(text, /^b\.mp3 could not be transcribed: /);
	assert.doesNotMatch(text, /ready|left out|cancelled/);
});

test("Of many failures a few are named and all are counted", () => {
	const outcomes = Array.from({ length: 1200 }, (_, index) =>
		failed(`talk ${index}.mp3`),
	);
	assert.match(
		failureText(endOf(outcomes, 0, false)).text,
		/^1,200 files could not be transcribed: talk 0\.mp3, talk 1\.mp3, talk 2\.mp3, talk 3\.mp3, talk 4\.mp3 and 1,195 more\./,
	);
});

test("What is done is told by name where it is one, else by its number", () => {
	assert.equal(
		doneText(endOf([done("a.mp3")], 0, false)),
		"The transcript of a.mp3 is ready: a.txt.",
	);
	assert.equal(
		doneText(endOf([done("a.mp3"), done("b.mp3")], 1, false)),
		"2 transcripts are ready, each beside its recording. 1 was left out; the output says why.",
	);
	assert.match(
		doneText(endOf([done("a.mp3"), done("b.mp3", false)], 0, false)),
		/No speech was found in b\.mp3\./,
	);
});

test("A command that was stopped says what is left, and how to go on", () => {
	assert.equal(
		doneText(endOf([done("a.mp3"), cancelled("b.mp3")], 0, true)),
		"The transcript of a.mp3 is ready: a.txt. Stopped: 1 file was not transcribed. The same command goes on with it.",
	);
	assert.equal(
		doneText(endOf([cancelled("a.mp3"), cancelled("b.mp3")], 0, true)),
		"Stopped: 2 files were not transcribed. The same command goes on with them.",
	);
	assert.equal(doneText(endOf([cancelled("a.mp3")], 0, false)), "");
});

test("The output has a line for each failure, and then the counts of a whole", () => {
	const lines = endLines(
		endOf([done("a.mp3"), failed("b.mp3"), cancelled("c.mp3")], 57, false),
	).map(formatLine);
	assert.equal(lines.length, 2);
	assert.match(lines[0] ?? "", /^Failed: b\.mp3 could not be transcribed/);
	assert.match(
		lines[1] ?? "",
		/^Of 60 files: 1 failed, 1 done, 57 left out, 1 cancelled\. \{"event":"summary","failed":1,"done":1,"leftOut":57,"cancelled":1\}$/,
	);
});

test("The line of a failure in the summary has what finds it at AssemblyAI", () => {
	const [line] = endLines(
		endOf([failed("b.mp3", { transcriptId: "transcript-1" })], 0, false),
	);
	const { fields } = line ?? {};
	assert.partialDeepStrictEqual(fields, {
		event: "summaryOfFailure",
		job: "job-1",
		file: "/home/ada/b.mp3",
		step: "submitting",
		transcriptId: "transcript-1",
		requestId: "request-1",
		requestIdHeader: "x-request-id",
		time: "2026-11-24T10:00:05.000Z",
		status: 500,
		message: "Server error, developers have been alerted.",
	});
});

function outcome(name: string, state: EndState): Outcome {
	const job = someJob(state);
	return { ...job, state, spec: { ...job.spec, source: `/home/ada/${name}` } };
}

function done(name: string, hasSpeech = true): Outcome {
	const output = `/home/ada/${name.replace(".mp3", ".txt")}`;
	return outcome(name, {
		step: "done",
		outputs: [output],
		transcriptId: "transcript-1",
		hasSpeech,
	});
}

function failed(name: string, failure: Partial<FailureRecord> = {}): Outcome {
	return outcome(name, {
		step: "failed",
		at: "submitting",
		failure: someFailure(failure),
		resume: { step: "checking" },
	});
}

function cancelled(name: string): Outcome {
	return outcome(name, { step: "cancelled" });
}
