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
 * to find them. The whole report would be too long for a link.
 *
 * @returns not encoded: VS Code does that.
 */
export function mailLink(jobs: readonly Job[]): string {
	const subject = "Transcription failed";
	const begin = `mailto:${SUPPORT_EMAIL}?subject=${subject}&body=`;
	const rest = "The whole report is in my clipboard; I paste it here:\n\n";
	let body = "Hello,\n\n";
	for (const job of jobs) {
		const more = `${plain(jobText(job))}\n`;
		if (encodeURI(begin + body + more + rest).length > MAX_LINK) {
			break;
		}
		body += more;
	}
	return begin + body + rest;
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
