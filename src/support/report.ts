import * as path from "node:path";
import { isAddress, withoutSecrets } from "../address/address.ts";
import { SUPPORT_EMAIL } from "../assemblyai/limits.ts";
import {
	type AttemptRecord,
	isRunning,
	type Job,
	transcriptIdOf,
} from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import type { BreakerState } from "../retry/breaker.ts";
import { type Statistics, total } from "../retry/statistics.ts";
import { checklist, type ServiceCheck } from "./checklist.ts";
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
				failure
					? `failed at “${state.step === "failed" ? state.at : ""}”`
					: state.step,
			],
			["Error", failure && code(failure.message)],
			["Type", failure?.type],
			["HTTP status", failure?.status?.toString()],
			["Request ID", failure?.requestId && requestId(failure)],
			["Transcript ID", transcriptIdOf(state)],
			["Time (UTC)", failure?.time],
			["Started (UTC)", spec.createdAt],
			["Service", spec.baseUrl],
			sourceRow(job),
			...mediaRows(job.media),
			["Parameters", code(JSON.stringify(shownParams(spec.params)))],
		]),
		"",
		...attemptLines(job.attempts),
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

function attemptLines(attempts: readonly AttemptRecord[]): string[] {
	if (attempts.length === 0) {
		return [];
	}
	return [
		"Failed attempts, oldest first:",
		"",
		"| Time (UTC) | Step | Attempt | Status | Took | Request ID | Message | Next attempt after |",
		"|---|---|---|---|---|---|---|---|",
		...attempts.map((attempt) =>
			row([
				attempt.time,
				attempt.step,
				`${attempt.attempt} of ${attempt.maxAttempts}`,
				attempt.status?.toString() ?? `none (${attempt.type})`,
				span(attempt.durationMs),
				attempt.requestId ? requestId(attempt) : "none",
				code(attempt.message),
				attempt.nextDelayMs === undefined ? "none" : span(attempt.nextDelayMs),
			]),
		),
		"",
	];
}

function requestId(from: {
	readonly requestId?: string;
	readonly requestIdHeader?: string;
}): string {
	return `${code(from.requestId ?? "")} (header ${code(from.requestIdHeader ?? "")})`;
}

function sizeOf({ spec, state, media }: Job): number | undefined {
	const from = state.step === "failed" ? state.resume : state;
	const file = isRunning(from) && "file" in from ? from.file : undefined;
	return (media ?? spec.seen ?? file)?.size;
}
