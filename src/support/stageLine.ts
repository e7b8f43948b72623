import * as path from "node:path";
import { isAddress } from "../address/address.ts";
import type { AddressFacts } from "../address/content.ts";
import type { EngineEvent } from "../engine/events.ts";
import {
	type EndState,
	isRunning,
	type Job,
	type JobSpec,
	type Step,
} from "../engine/job.ts";
import { inEnglish } from "../language/language.ts";
import { listed } from "../language/numbers.ts";
import { explain, inOneLine } from "./explain.ts";
import { failureFields, jobFields, jobLine, type LogLine } from "./jobLine.ts";
import { inUnits, mediaText, soundText } from "./mediaText.ts";
import { shownParams } from "./shownParams.ts";
import { span } from "./wording.ts";

/** The line for a job that has entered a stage. */
export function stageLine({
	job,
	from,
	durationMs,
	attempt,
	requestId,
}: Extract<EngineEvent, { type: "stage" }>): LogLine {
	const { state } = job;
	const fields = {
		step: state.step,
		...(from && { from: from.step, durationMs, attempt }),
		...(requestId !== undefined && { requestId }),
	};
	if (from === undefined && isRunning(state) && state.step !== "checking") {
		return jobLine("info", job, "stage", {
			...fields,
			sentence: `goes on with “${state.step}”, where it had stopped.`,
		});
	}
	switch (state.step) {
		case "checking":
			return jobLine("info", job, "stage", {
				...fields,
				sentence: "is being checked.",
			});
		case "preparing":
			return jobLine("info", job, "stage", {
				...fields,
				sentence: state.file
					? `can be sent (${inUnits(state.file.size, "en")}${contentText(job)}`
					: `can be sent: AssemblyAI fetches it itself${seenText(job.spec.seen)}.`,
				bytes: state.file?.size,
				...(job.media && { media: job.media }),
				...(job.spec.seen && { seen: job.spec.seen }),
			});
		case "uploading":
			return jobLine("info", job, "stage", {
				...fields,
				sentence: `is being uploaded (${inUnits(state.file.size, "en")}).`,
				bytes: state.file.size,
			});
		case "submitting":
			return jobLine("info", job, "stage", {
				...fields,
				sentence: state.file
					? `was uploaded${took(durationMs)} and is being submitted.`
					: "is being submitted.",
			});
		case "waiting":
			return jobLine("info", job, "stage", {
				...fields,
				sentence: `was submitted as transcript ${state.transcriptId}.`,
				parameters: shownParams(job.spec.params),
			});
		case "writing":
			return jobLine("info", job, "stage", {
				...fields,
				sentence: `was transcribed${took(durationMs)}; the transcript is being written.`,
			});
		case "done":
			return jobLine("info", job, "done", {
				...fields,
				sentence: doneText(job.spec, state),
				outputs: state.outputs,
			});
		case "failed": {
			return {
				level: "error",
				sentence: inOneLine(explain(state.failure, job.spec.source, inEnglish)),
				fields: {
					...jobFields(job, "failed"),
					...fields,
					step: state.at,
					...failureFields(state.failure),
					...lastAttempt(job, state.at),
				},
			};
		}
		case "cancelled":
			return jobLine("info", job, "cancelled", {
				...fields,
				sentence: state.left
					? "was cancelled; what AssemblyAI has of it is being deleted there. Transcribe begins it anew."
					: "was cancelled. Transcribe begins it anew.",
			});
		default:
			return state satisfies never;
	}
}

function doneText(
	{ source }: JobSpec,
	{ outputs, hasSpeech }: Extract<EndState, { step: "done" }>,
) {
	const names = listed(
		outputs.map((output) => path.basename(output)),
		"en",
	);
	const isOne = outputs.length === 1;
	const place = isAddress(source)
		? `in ${path.dirname(outputs[0] ?? "")}`
		: "beside it";
	return hasSpeech
		? `is done: ${names} ${isOne ? "stands" : "stand"} ${place}.`
		: `is done, but no speech was found in it; ${names} ${isOne ? "says" : "say"} so.`;
}

/** Of the step that failed: those of earlier ones succeeded in the end. */
function lastAttempt({ attempts }: Job, at: Step) {
	const last = attempts.findLast(({ step }) => step === at);
	return last && { attempt: last.attempt, maxAttempts: last.maxAttempts };
}

/** The rest of the sentence about a file that can be sent. */
function contentText({ media }: Job): string {
	if (media === undefined) {
		return ").";
	}
	if (media.reading === "gaveUp") {
		return "). It is sent as it is, without having been examined.";
	}
	const name = media.isMisnamed
		? ` It is ${media.container}, not what its name says; AssemblyAI goes by the content.`
		: "";
	return `; ${mediaText(media, inEnglish)}; sound: ${soundText(media.sound)}).${name}`;
}

/** What an address's server says of it, where it does. */
function seenText(seen: AddressFacts | undefined): string {
	const parts = [
		seen?.size === undefined ? "" : inUnits(seen.size, "en"),
		seen?.container ?? seen?.type ?? "",
	].filter((part) => part !== "");
	return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function took(ms: number): string {
	return ` in ${span(ms)}`;
}
