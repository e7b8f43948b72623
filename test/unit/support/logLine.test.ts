import assert from "node:assert/strict";
import { test } from "node:test";
import { ServiceFailure } from "../../../src/assemblyai/failure.ts";
import type { EngineEvent } from "../../../src/engine/events.ts";
import type { Job } from "../../../src/engine/job.ts";
import { formatLine, viewLine } from "../../../src/support/jobLine.ts";
import { logLineOf } from "../../../src/support/logLine.ts";
import { someAttempt, someFailure, someJob } from "./someJob.ts";

test("A line is a sentence with the file's name, then one JSON object with event, job and file", () => {
	const { level, sentence, fields } = lineOf({
		type: "stage",
		job: someJob({ step: "checking" }),
		from: undefined,
		durationMs: 0,
		attempt: 1,
		requestId: undefined,
	});
	assert.equal(level, "info");
	assert.equal(sentence, "my | talk.mp3 is being checked.");
	assert.equal(fields.event, "stage");
	assert.equal(fields.job, "job-1");
	assert.equal(fields.file, "/home/ada/my | talk.mp3");
});

test("A job that failed says after what and how long, and counts the attempts of the step that failed only", () => {
	const failed = (attempts: Job["attempts"]) =>
		lineOf({
			type: "stage",
			job: someJob(
				{
					step: "failed",
					at: "waiting",
					failure: someFailure({ requestId: "request-9" }),
					resume: { step: "checking" },
				},
				{ attempts },
			),
			from: { step: "checking" },
			durationMs: 1234,
			attempt: 1,
			requestId: undefined,
		}).fields;
	const { step, from, durationMs, attempt, maxAttempts, requestId } = failed([
		someAttempt({ step: "uploading", attempt: 3 }),
	]);
	assert.deepEqual(
		{ step, from, durationMs, attempt, maxAttempts, requestId },
		{
			step: "waiting",
			from: "checking",
			durationMs: 1234,
			attempt: 1,
			maxAttempts: undefined,
			requestId: "request-9",
		},
	);
	assert.equal(
		failed([
			someAttempt({ step: "waiting", attempt: 5 }),
			someAttempt({ step: "uploading", attempt: 3 }),
		]).attempt,
		5,
	);
});

test("A failed attempt has all that support asks for", () => {
	const { level, sentence, fields } = lineOf({
		type: "attemptFailed",
		job: someJob({ step: "checking" }),
		attempt: someAttempt({
			transcriptId: "transcript-1",
			attempt: 2,
			nextDelayMs: 2100.4,
		}),
	});
	assert.equal(level, "warn");
	assert.match(sentence, /attempt 2 of 5: Server error.*in 2\.1 s\.$/);
	assert.deepEqual(
		{
			type: fields.type,
			requestId: fields.requestId,
			transcriptId: fields.transcriptId,
			attempt: fields.attempt,
			maxAttempts: fields.maxAttempts,
			time: fields.time,
			status: fields.status,
			message: fields.message,
			retryable: fields.retryable,
			nextDelayMs: fields.nextDelayMs,
		},
		{
			type: "serviceError",
			requestId: "request-1",
			transcriptId: "transcript-1",
			attempt: 2,
			maxAttempts: 5,
			time: "2026-11-24T10:00:05.000Z",
			status: 500,
			message: "Server error, developers have been alerted.",
			retryable: true,
			nextDelayMs: 2100,
		},
	);
});

test("The last attempt is an error, and says that none follows", () => {
	const { level, sentence } = lineOf({
		type: "attemptFailed",
		job: someJob({ step: "checking" }),
		attempt: someAttempt({ attempt: 5 }),
	});
	assert.equal(level, "error");
	assert.match(sentence, /There is no further attempt\.$/);
});

test("A message with line breaks stays in one line", () => {
	const line = formatLine({
		level: "error",
		sentence: "one\r\n  two\nthree",
		fields: { event: "failed", message: "one\ntwo" },
	});
	assert.equal(line, 'one two three {"event":"failed","message":"one\\ntwo"}');
});

test("What goes wrong in the view of a transcript has the file, and JSON as any line", () => {
	const line = formatLine(
		viewLine("/home/ada/talk.transcript.json", "page", "x is\nno function"),
	);
	assert.equal(
		line,
		'talk.transcript.json: the page of the transcript view failed: x is no function {"event":"pageFailed","file":"/home/ada/talk.transcript.json","message":"x is\\nno function"}',
	);
});

test("An open breaker says for how long it waits", () => {
	const { sentence } = lineOf({
		type: "breaker",
		state: { state: "open", retryAt: Date.now() + 42_000 },
	});
	assert.equal(sentence, "AssemblyAI is not answering; trying again in 42 s.");
});

test("What became of a cancelled job's transcript is said: deleted, never there, or left", () => {
	const job = someJob({ step: "cancelled" });
	const sentenceOf = (more: { transcriptId?: string; error?: Error }) =>
		lineOf({
			type: "cleanedUp",
			job,
			transcriptId: more.transcriptId,
			...(more.error && { error: more.error }),
		}).sentence;
	assert.match(
		sentenceOf({ transcriptId: "t" }),
		/transcript t was deleted at AssemblyAI/,
	);
	assert.match(sentenceOf({}), /there is nothing to delete/);
	assert.match(
		sentenceOf({ transcriptId: "t", error: new Error("no") }),
		/transcript t is still at AssemblyAI: no/,
	);
	assert.match(sentenceOf({ error: new Error("no") }), /is not known: no/);
});

test("A transcript that could not be deleted has the request ID of the answer that said so", () => {
	const { fields } = lineOf({
		type: "cleanedUp",
		job: someJob({ step: "cancelled" }),
		transcriptId: "transcript-1",
		error: new ServiceFailure("serviceError", "no", {
			operation: "delete",
			status: 500,
			requestId: { id: "request-7", header: "x-request-id" },
		}),
	});
	assert.partialDeepStrictEqual(fields, {
		transcriptId: "transcript-1",
		requestId: "request-7",
		status: 500,
		message: "no",
		deleted: false,
	});
});

test("A job whose state could not be saved, and a fault of our own, are told", () => {
	const error = new Error("ENOSPC");
	assert.equal(
		lineOf({
			type: "journalProblem",
			job: someJob({ step: "checking" }),
			error,
		}).level,
		"warn",
	);
	assert.equal(lineOf({ type: "internal", error }).level, "error");
});

test("Progress has no line", () => {
	const job = someJob({ step: "checking" });
	const event = { type: "uploaded", job, sentBytes: 1, totalBytes: 2 };
	assert.equal(logLineOf(event as unknown as EngineEvent), undefined);
});

function lineOf(event: EngineEvent) {
	const line = logLineOf(event);
	assert(line !== undefined);
	return line;
}
