import * as path from "node:path";
import { isAddress, withoutSecrets } from "../address/address.ts";
import { SUPPORT_EMAIL } from "../assemblyai/limits.ts";
import { type Job, type JobState, transcriptIdOf } from "../engine/job.ts";
import { failedAt, requestIdOf } from "./jobLine.ts";

/**
 * Windows hands at most some 2,000 characters of a link to the mail program,
 * and encoding makes three of each line break.
 */
const MAX_LINK = 1900;

/**
 * A mail to AssemblyAI's support about some jobs, as a link: what support needs
 * to find them, and as much of the report as a link can hold.
 *
 * @param report - on the same jobs, as Markdown.
 * @returns not encoded: VS Code does that.
 */
export function mailLink(jobs: readonly Job[], report: string): string {
	const subject = "Transcription failed";
	const begin = `mailto:${SUPPORT_EMAIL}?subject=${subject}&body=`;
	const rest = "The whole report is in my clipboard; I paste it here:\n\n";
	const most = MAX_LINK - begin.length - encodedLength(rest);
	const summary = fitted(["Hello,\n", ...jobs.map(jobText)], most);
	const lines = fitted(
		[REPORT_BEGINS, ...reportLines(report)],
		// An empty line parts them from what follows.
		most - encodedLength(summary) - encodedLength("\n"),
	);
	// The heading alone says nothing.
	const begun = lines === `${REPORT_BEGINS}\n` ? "" : lines;
	return `${begin}${summary}${begun && `${begun}\n`}${rest}`;
}

const REPORT_BEGINS = "The report begins:";

/** From the first recording on, without what only draws tables. */
function reportLines(report: string): string[] {
	return report
		.slice(report.indexOf("\n## ") + 1)
		.split("\n")
		.filter((line) => !/^[|\s-]*$/.test(line));
}

/** The first of some texts, a line each, for as long as they fit; `most` counts characters of a link. */
function fitted(texts: readonly string[], most: number): string {
	let all = "";
	let length = 0;
	for (const text of texts) {
		const more = `${plain(text)}\n`;
		length += encodedLength(more);
		if (length > most) {
			break;
		}
		all += more;
	}
	return all;
}

/** As VS Code encodes a link: all but letters, digits and a few signs. */
function encodedLength(text: string): number {
	return encodeURIComponent(text).replace(/[!'()*]/g, "%00").length;
}

function jobText(job: Job): string {
	const { spec, state } = job;
	const failure = state.step === "failed" ? state.failure : undefined;
	return [
		isAddress(spec.source)
			? `Address: ${withoutSecrets(spec.source)}`
			: `File: ${path.basename(spec.source)}`,
		`Result: ${state.step === "failed" ? `failed at ${failedAt(state.at, state.failure)}` : state.step}`,
		failure &&
			`Error: ${[...failure.message.toWellFormed()].slice(0, 100).join("")}`,
		failure && `Time: ${failure.time}`,
		...idLines(state),
		`Service: ${spec.baseUrl}`,
	]
		.filter((line) => line !== undefined && line !== "")
		.join("\n")
		.concat("\n");
}

function idLines(state: JobState): string[] {
	const { requestId } = requestIdOf(state) ?? {};
	return [
		...(requestId ? [`Request ID: ${requestId}`] : []),
		`Transcript ID: ${transcriptIdOf(state) ?? "none"}`,
	];
}

/** Without what has a meaning in a link: VS Code encodes it only in part. */
function plain(text: string): string {
	return text.toWellFormed().replace(/[&#+%]/g, " ");
}
