import * as path from "node:path";
import { isAddress, withoutSecrets } from "../address/address.ts";
import { regionOf, SUPPORT_EMAIL } from "../assemblyai/limits.ts";
import {
	type AttemptRecord,
	type FailureRecord,
	isRunning,
	type Job,
	type JobState,
	type PassedStep,
	transcriptIdOf,
} from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import type { BreakerState } from "../retry/breaker.ts";
import { type Statistics, total } from "../retry/statistics.ts";
import { checklist, type ServiceCheck } from "./checklist.ts";
import { failedAt, requestIdOf } from "./jobLine.ts";
import { code, row, table } from "./markdown.ts";
import { mediaRows } from "./mediaRows.ts";
import { shownParams } from "./shownParams.ts";
import { span } from "./wording.ts";

/** The machine and versions that a report names. */
export interface Environment {
	readonly extension: string;
	readonly sdk: string;
	readonly vscode: string;
	readonly node: string;
	readonly os: string;
}

/** What a report knows beside its jobs. */
export interface ReportContext {
	readonly environment: Environment;
	/** What the service said when it was asked for the report. */
	readonly service: ServiceCheck;
	readonly breaker: BreakerState;
	readonly statistics: Statistics;
}

/**
 * A report that AssemblyAI's support can act on, as Markdown: IDs, exact
 * messages, times in UTC, each failed attempt, versions, parameters, and what
 * support asks to check first. It holds neither audio nor a transcript's text;
 * the caller redacts it.
 *
 * @param jobs - the jobs to report on, the latest last.
 */
export function report(
	jobs: readonly Job[],
	context: ReportContext,
	now: Date,
): string {
	const { environment, service, breaker, statistics } = context;
	return [
		"# Sidescribe: report for AssemblyAI support",
		"",
		`Made ${now.toISOString()} (UTC). Send it to ${SUPPORT_EMAIL}, with the recording or a sample of it.`,
		"",
		...(jobs.length === 0
			? ["No job has failed since VS Code was started.", ""]
			: jobs.map((job) => jobSection(job, service))),
		"## Retries of the last 90 days",
		"",
		...statisticsLines(statistics),
		`Circuit breaker: ${breakerText(breaker)}.`,
		"",
		"## Environment",
		"",
		table([
			["Sidescribe", environment.extension],
			["assemblyai (SDK)", environment.sdk],
			["VS Code", environment.vscode],
			["Node.js", environment.node],
			["System", environment.os],
		]),
		"",
	].join("\n");
}

function statisticsLines(statistics: Statistics): string[] {
	const steps = Object.entries(total(statistics));
	return steps.length === 0
		? ["None were counted.", ""]
		: [
				"| Step | Succeeded at attempt 1, 2, 3 … | Given up | Failures | Waited |",
				"|---|---|---|---|---|",
				...steps.map(([step, counts]) =>
					row([
						step,
						counts.succeededAt.join(", ") || "none",
						String(counts.gaveUp),
						Object.entries(counts.failures)
							.map(([kind, count]) => `${kind}: ${count}`)
							.join(", ") || "none",
						span(counts.waitedMs),
					]),
				),
				"",
			];
}

function breakerText(breaker: BreakerState): string {
	switch (breaker.state) {
		case "closed":
			return "closed (requests go out)";
		case "open":
			return `open until ${new Date(breaker.retryAt).toISOString()}`;
		case "probing":
			return "one request is out to see whether the service answers";
		default:
			return breaker satisfies never;
	}
}

function jobSection(job: Job, service: ServiceCheck): string {
	const { spec, state } = job;
	const failure = state.step === "failed" ? state.failure : undefined;
	return [
		`## ${code(sourceName(spec.source))}`,
		"",
		table([
			[
				"Result",
				state.step === "failed"
					? `failed at “${failedAt(state.at, state.failure)}”`
					: state.step,
			],
			["Error", failure && code(failure.message)],
			["Type", failure?.type],
			["HTTP status", failure?.status?.toString()],
			["Request ID", requestId(requestIdOf(state))],
			["Transcript ID", transcriptIdOf(state)],
			["Time (UTC)", failure?.time],
			["Started (UTC)", spec.createdAt],
			["Service", serviceText(spec.baseUrl)],
			sourceRow(job),
			...mediaRows(job.media),
			["Parameters", code(JSON.stringify(shownParams(spec.params)))],
		]),
		"",
		...attemptLines(job),
		"What AssemblyAI's support asks to check first:",
		"",
		...checklist(job, service),
		"",
	].join("\n");
}

/** Support asks for an address as it is; of a file's path nothing is needed. */
function sourceRow(job: Job): [string, string] {
	const { source } = job.spec;
	const size = sizeOf(job);
	const what = isAddress(source)
		? code(withoutSecrets(source))
		: path.extname(source);
	return [
		isAddress(source) ? "Address" : "File",
		`${what}${size === undefined ? "" : `, ${size} bytes`}`,
	];
}

function serviceText(baseUrl: string): string {
	const region = regionOf(baseUrl);
	return region === undefined
		? `${baseUrl} (an address of the settings, not a region's)`
		: `${baseUrl} (region: ${region.toUpperCase()})`;
}

function attemptLines({ attempts, passed = [], state }: Job): string[] {
	const last = state.step === "failed" ? endRow(state, attempts) : [];
	if (attempts.length + passed.length + last.length === 0) {
		return [];
	}
	return [
		"Attempts, oldest first:",
		"",
		"| Time (UTC) | Step | Attempt | Status | Took | Request ID | Message | Next attempt after |",
		"|---|---|---|---|---|---|---|---|",
		...[
			...attempts.map((attempt) => ({
				time: attempt.time,
				text: failedRow(attempt),
			})),
			...passed.map((step) => ({ time: step.time, text: passedRow(step) })),
		]
			.sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
			.map(({ text }) => text),
		...last,
		"",
	];
}

function failedRow(attempt: AttemptRecord): string {
	return row([
		attempt.time,
		failedAt(attempt.step, attempt),
		`${attempt.attempt} of ${attempt.maxAttempts}`,
		statusText(attempt),
		span(attempt.durationMs),
		requestId(attempt) ?? "none",
		code(attempt.message),
		attempt.nextDelayMs === undefined ? "none" : span(attempt.nextDelayMs),
	]);
}

function passedRow(passed: PassedStep): string {
	return row([
		passed.time,
		passed.step,
		`${passed.attempt}`,
		"succeeded",
		span(passed.durationMs),
		passed.requestId === undefined ? "none" : code(passed.requestId),
		"none",
		"none",
	]);
}

/** What ended a job, where none of its attempts is that: a file that was refused, say. */
function endRow(
	{ at, failure }: Extract<JobState, { step: "failed" }>,
	attempts: readonly AttemptRecord[],
): string[] {
	const isThere = attempts.some(
		({ time, message }) => time === failure.time && message === failure.message,
	);
	return isThere
		? []
		: [
				row([
					failure.time,
					failedAt(at, failure),
					"the end",
					statusText(failure),
					"not measured",
					requestId(failure) ?? "none",
					code(failure.message),
					"none",
				]),
			];
}

function statusText({ status, type }: FailureRecord): string {
	return status?.toString() ?? `none (${type})`;
}

/** A done transcript's header is not kept. */
function requestId(from: ReturnType<typeof requestIdOf>): string | undefined {
	if (from?.requestId === undefined) {
		return undefined;
	}
	const { requestId: id, requestIdHeader: header } = from;
	return header === undefined
		? code(id)
		: `${code(id)} (header ${code(header)})`;
}

function sizeOf({ spec, state, media }: Job): number | undefined {
	const from = state.step === "failed" ? state.resume : state;
	const file = isRunning(from) && "file" in from ? from.file : undefined;
	return (media ?? spec.seen ?? file)?.size;
}
