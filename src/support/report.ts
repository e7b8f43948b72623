import * as path from "node:path";
import {
	type AttemptRecord,
	isRunning,
	type Job,
	transcriptIdOf,
} from "../engine/job.ts";
import type { MediaFacts } from "../media/inspection.ts";
import { mediaText, soundText } from "./mediaText.ts";

/** The machine and versions that a report names. */
export interface Environment {
	readonly extension: string;
	readonly sdk: string;
	readonly vscode: string;
	readonly node: string;
	readonly os: string;
}

/**
 * A report that AssemblyAI's support can act on, as Markdown: IDs, exact
 * messages, times in UTC, each failed attempt, versions and parameters. It
 * holds neither audio nor a transcript's text; the caller redacts it.
 *
 * @param jobs - the jobs to report on, the latest last.
 */
export function report(
	jobs: readonly Job[],
	environment: Environment,
	now: Date,
): string {
	const sections = jobs.map(jobSection);
	return [
		"# Sidescribe: report for AssemblyAI support",
		"",
		`Made ${now.toISOString()} (UTC). Send it to support@assemblyai.com, with the recording or a sample of it.`,
		"",
		...(sections.length === 0
			? ["No job has failed since VS Code was started."]
			: sections),
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

function jobSection(job: Job): string {
	const { spec, state } = job;
	const failure = state.step === "failed" ? state.failure : undefined;
	const size = sizeOf(job);
	return [
		`## ${code(path.basename(spec.source))}`,
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
			[
				"File",
				`${path.extname(spec.source)}${size === undefined ? "" : `, ${size} bytes`}`,
			],
			...mediaRows(job.media),
			["Parameters", code(JSON.stringify(spec.params))],
		]),
		"",
		...attemptLines(job.attempts),
	].join("\n");
}

function attemptLines(attempts: readonly AttemptRecord[]): string[] {
	if (attempts.length === 0) {
		return [];
	}
	return [
		"Failed attempts, oldest first:",
		"",
		"| Time (UTC) | Step | Attempt | Status | Request ID | Message | Next attempt after |",
		"|---|---|---|---|---|---|---|",
		...attempts.map((attempt) =>
			row([
				attempt.time,
				attempt.step,
				`${attempt.attempt} of ${attempt.maxAttempts}`,
				attempt.status?.toString() ?? `none (${attempt.type})`,
				attempt.requestId ? requestId(attempt) : "none",
				code(attempt.message),
				attempt.nextDelayMs === undefined
					? "none"
					: `${(attempt.nextDelayMs / 1000).toFixed(1)} s`,
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

function mediaRows(
	media: MediaFacts | undefined,
): [string, string | undefined][] {
	if (media === undefined) {
		return [];
	}
	const { reading, isMisnamed, isCutShort, bitRate, audio } = media;
	return [
		["Content", code(mediaText(media))],
		[
			"Bit rate",
			bitRate === undefined ? undefined : `${Math.round(bitRate / 1000)} kb/s`,
		],
		[
			"Audio tracks",
			audio.length > 1
				? code(
						audio
							.map(({ codec, language = "und" }) => `${codec} (${language})`)
							.join(", "),
					)
				: undefined,
		],
		["Sound", soundText(media.sound)],
		["Examined", READINGS[reading]],
		[
			"Remarkable",
			[
				isMisnamed ? "its name is that of another format" : "",
				isCutShort ? "it ends before its container says" : "",
			]
				.filter((text) => text !== "")
				.join("; "),
		],
	];
}

const READINGS: Record<MediaFacts["reading"], string> = {
	whole: "yes",
	firstBytes: "first bytes only",
	damaged: "first bytes only; the rest seems to be damaged",
	gaveUp: "no",
};

function sizeOf({ state, media }: Job): number | undefined {
	if (media !== undefined) {
		return media.size;
	}
	const from = state.step === "failed" ? state.resume : state;
	return isRunning(from) && "file" in from ? from.file.size : undefined;
}

function table(rows: [string, string | undefined][]): string {
	return [
		"| | |",
		"|---|---|",
		...rows.flatMap(([name, value]) =>
			value === undefined || value === "" ? [] : [row([name, value])],
		),
	].join("\n");
}

function row(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replace(/\|/g, "\\|").replace(/[\r\n]+/g, " ")).join(" | ")} |`;
}

function code(text: string): string {
	return `\`${text.replace(/`/g, "'")}\``;
}
