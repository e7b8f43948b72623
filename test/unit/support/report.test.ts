import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transcript } from "assemblyai";
import { report } from "../../../src/support/report.ts";
import { someAttempt, someFailure, someJob } from "./someJob.ts";

const ENVIRONMENT = {
	extension: "0.1.0",
	sdk: "4.41.5",
	vscode: "1.101.0",
	node: "22.0.0",
	os: "Linux",
};
const NOW = new Date("2026-11-24T11:00:00.000Z");

test("A report has IDs, exact messages, times, attempts, parameters and versions", () => {
	const failure = someFailure({ transcriptId: "transcript-1" });
	const text = report(
		[
			someJob(
				{
					step: "failed",
					at: "uploading",
					failure,
					resume: { step: "checking" },
				},
				{
					attempts: [someAttempt({ nextDelayMs: 1000 })],
				},
			),
		],
		ENVIRONMENT,
		NOW,
	);
	for (const part of [
		"support@assemblyai.com",
		"2026-11-24T11:00:00.000Z",
		"transcript-1",
		"`request-1` (header `x-request-id`)",
		"Server error, developers have been alerted.",
		"2026-11-24T10:00:05.000Z",
		"1 of 5",
		"1.0 s",
		'{"language_detection":true}',
		"https://api.assemblyai.com",
		"4.41.5",
	]) {
		assert(text.includes(part), part);
	}
});

test("A name with a bar in it breaks no table", () => {
	const failure = someFailure({ message: "a | b\nc" });
	const text = report(
		[
			someJob({
				step: "failed",
				at: "checking",
				failure,
				resume: { step: "checking" },
			}),
		],
		ENVIRONMENT,
		NOW,
	);
	assert.match(text, /\| Error \| `a \\\| b c` \|/);
});

test("A transcript's text is in no report", () => {
	const transcript = { id: "t", text: "what was said" } as Transcript;
	const text = report(
		[
			someJob({
				step: "failed",
				at: "writing",
				failure: someFailure({ type: "write" }),
				resume: {
					step: "writing",
					file: { size: 9, modifiedMs: 0 },
					transcript,
				},
			}),
		],
		ENVIRONMENT,
		NOW,
	);
	assert(!text.includes("what was said"));
});

test("A report without jobs says so", () => {
	assert.match(report([], ENVIRONMENT, NOW), /No job has failed/);
});
