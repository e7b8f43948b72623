import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transcript } from "assemblyai";
import { jobOf } from "../../../src/engine/history/record.ts";
import type { Job } from "../../../src/engine/job.ts";
import type { MediaFacts } from "../../../src/media/inspection.ts";
import { success } from "../../../src/retry/statistics.ts";
import { checklist } from "../../../src/support/checklist.ts";
import { mailLink } from "../../../src/support/mail.ts";
import { report } from "../../../src/support/report.ts";
import { withoutSecret } from "../../../src/support/shownParams.ts";
import { someContext } from "./someContext.ts";
import { someAttempt, someFailure, someJob } from "./someJob.ts";

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
		someContext(),
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
		"1.2 s",
		"1.0 s",
		'{"language_detection":true}',
		"https://api.assemblyai.com",
		"4.41.5",
	]) {
		assert(text.includes(part), part);
	}
});

test("A report has the attempts that succeeded among those that failed", () => {
	const job = someJob({ step: "checking" }, { attempts: [someAttempt({})] });
	const text = report(
		[
			{
				...job,
				passed: [
					{
						step: "uploading",
						attempt: 2,
						time: "2026-11-24T10:00:09.000Z",
						durationMs: 700,
						requestId: "request-2",
					},
				],
			},
		],
		someContext(),
		NOW,
	);
	const rows = text.split("\n").filter((line) => line.includes("uploading |"));
	assert.match(rows[0] ?? "", /request-1/);
	assert.match(
		rows[1] ?? "",
		/10:00:09\.000Z \| uploading \| 2 \| succeeded \| 700 ms \| `request-2`/,
	);
});

test("A report says what was asked for, without a person's words or secrets", () => {
	const job = someJob({ step: "checking" });
	const params = {
		language_code: "de",
		keyterms_prompt: ["Project Nightfall", "Ada"],
		custom_spelling: [{ from: ["nightfal"], to: "Nightfall" }],
		prompt: "A call about Nightfall",
		speech_understanding: {
			request: {
				speaker_identification: {
					speaker_type: "name" as const,
					known_values: ["Nightfall"],
				},
			},
		},
		webhook_url: "https://example.com",
		webhook_auth_header_value: "Nightfall",
	};
	const text = report(
		[{ ...job, spec: { ...job.spec, params } }],
		someContext(),
		NOW,
	);
	assert(!text.includes("Nightfall"));
	for (const part of [
		'"language_code":"de"',
		'"keyterms_prompt":"2 terms"',
		'"custom_spelling":"1 word"',
		'"prompt":"22 characters"',
		'"speech_understanding":["speaker_identification"]',
		'"webhook_url":"https://example.com"',
	]) {
		assert(text.includes(part), part);
	}
});

test("A person's own tooltips have the words, not the secret of a webhook", () => {
	assert.deepEqual(
		withoutSecret({
			keyterms_prompt: ["Ada"],
			webhook_auth_header_value: "secret",
		}),
		{ keyterms_prompt: ["Ada"], webhook_auth_header_value: "hidden" },
	);
});

test("The failure that ended a job is the last row of its attempts, once", () => {
	const failure = someFailure({
		type: "certificate",
		message: "self-signed",
		time: "2026-11-24T10:01:00.000Z",
	});
	const rowsOf = (attempts: Job["attempts"]) =>
		report(
			[
				someJob(
					{
						step: "failed",
						at: "submitting",
						failure,
						resume: { step: "checking" },
					},
					{ attempts },
				),
			],
			someContext(),
			NOW,
		)
			.split("\n")
			.filter((line) => line.startsWith("| 2026-"));
	const ended =
		/^\| 2026-11-24T10:01:00\.000Z \| submitting \| the end \|.*self-signed/;
	assert.match(rowsOf([someAttempt()]).at(-1) ?? "", ended);
	assert.match(rowsOf([]).join(), ended);
	const attempt = someAttempt({ ...failure, step: "submitting" });
	assert.equal(rowsOf([attempt]).length, 1);
});

test("A report names the service's region, and says where it is none's", () => {
	const job = someJob({ step: "cancelled" });
	const textOf = (baseUrl: string) =>
		report([{ ...job, spec: { ...job.spec, baseUrl } }], someContext(), NOW);
	assert.match(
		textOf("https://api.eu.assemblyai.com"),
		/https:\/\/api\.eu\.assemblyai\.com \(region: EU\)/,
	);
	assert.match(textOf("http://127.0.0.1:1"), /127\.0\.0\.1:1 \(an address/);
});

test("A report on what a person did with a done transcript names that, and one of a done transcript its request", () => {
	const done = jobOf({
		...someJob({ step: "checking" }),
		doneAt: "2026-11-24T10:01:00.000Z",
		day: "2026-11-24",
		source: "/home/ada/talk.mp3",
		outputs: [],
		transcriptId: "transcript-1",
		requestId: "request-of-the-transcript",
		hasSpeech: true,
	});
	const failed: Job = {
		...done,
		state: {
			step: "failed",
			at: "waiting",
			failure: someFailure({ operation: "deleting" }),
			resume: { step: "checking" },
		},
	};
	assert.match(
		report([done], someContext(), NOW),
		/\| Request ID \| `request-of-the-transcript` \|/,
	);
	assert.match(mailLink([done], ""), /Request ID: request-of-the-transcript/);
	const text = report([failed], someContext(), NOW);
	assert.match(text, /failed at “deleting”/);
	assert.match(text, /\| deleting \| the end \|/);
	assert.doesNotMatch(text, /waiting/);
	assert.match(mailLink([failed], ""), /failed at deleting/);
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
		someContext(),
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
		someContext(),
		NOW,
	);
	assert(!text.includes("what was said"));
});

test("A report without jobs says so", () => {
	assert.match(report([], someContext(), NOW), /No job has failed/);
});

test("A report has the state of the breaker, the retries, and what the key was answered with", () => {
	const text = report(
		[someJob({ step: "cancelled" })],
		someContext({
			breaker: { state: "open", retryAt: NOW.getTime() },
			statistics: { "2026-11-24": { uploading: success(2) } },
		}),
		NOW,
	);
	assert.match(text, /Circuit breaker: open until 2026-11-24T11:00:00\.000Z/);
	assert.match(text, /\| uploading \| 0, 1 \| 0 \| none \|/);
	assert.match(text, /✅ Key works: .*request-of-the-check/);
});

test("The checklist says what was checked and what was not", () => {
	const media: MediaFacts = {
		size: 1000,
		container: "WAV",
		reading: "whole",
		isMisnamed: false,
		durationS: 61,
		hasVideo: false,
		audio: [{ index: 0, codec: "pcm-s16", isCopyable: true, isDefault: true }],
		sound: "silent",
		isCutShort: false,
	};
	const limited = someAttempt({ type: "rateLimited", status: 429 });
	const silent = checklist(
		someJob({ step: "cancelled" }, { media, attempts: [limited] }),
		{ is: "failed", failure: someFailure({ type: "keyRefused" }) },
	);
	assert.deepEqual(marks(silent), ["❌", "✅", "✅", "❌", "❌"]);
	assert.match(silent[0] ?? "", /digital silence/);
	const unknown = checklist(someJob({ step: "cancelled" }), {
		is: "failed",
		failure: someFailure({ type: "offline" }),
	});
	assert.deepEqual(marks(unknown), ["❔", "✅", "❔", "❔", "✅"]);
});

test("A mail names what support needs, and fits into a link", () => {
	const jobs = Array.from({ length: 30 }, () =>
		someJob({
			step: "failed",
			at: "submitting",
			failure: someFailure({ message: "50 % & more #1" }),
			resume: { step: "checking" },
		}),
	);
	const link = mailLink(jobs, report(jobs, someContext(), NOW));
	assert.match(link, /^mailto:support@assemblyai\.com\?subject=/);
	assert(encodeURI(link).length <= 1900);
	assert.match(link, /Request ID: request-1/);
	assert.match(link, /Error: 50 {5}more {2}1/);
	assert.match(link, /The whole report is in my clipboard/);
	assert.equal(link.split("&").length, 2, "only the body's own ampersand");
});

test("A mail about one recording has as much of the report as fits, in whole lines", () => {
	const job = someJob(
		{
			step: "failed",
			at: "uploading",
			failure: someFailure(),
			resume: { step: "checking" },
		},
		{ attempts: Array.from({ length: 20 }, () => someAttempt()) },
	);
	const text = report([job], someContext(), NOW);
	const link = mailLink([job], text);
	assert(encodeURIComponent(link).length <= 1950, `${link.length}`);
	const [, begun = ""] =
		/The report begins:\n(.*)\n\nThe whole report/s.exec(link) ?? [];
	const lines = begun.split("\n");
	assert(lines.length > 3, begun);
	const known = text.replace(/[&#+%]/g, " ").split("\n");
	for (const line of lines) {
		assert(known.includes(line), line);
	}
	assert.match(lines[1] ?? "", /Result/);
	assert.doesNotMatch(mailLink([job], ""), /The report begins/);
});

function marks(lines: readonly string[]): string[] {
	return lines.map((line) => /^- (.)/u.exec(line)?.[1] ?? "");
}
