import * as path from "node:path";
import type { EngineEvent } from "../engine/events.ts";
import {
	type AttemptRecord,
	type FailureRecord,
	isRunning,
	type Job,
	transcriptIdOf,
} from "../engine/job.ts";
import { explain, inOneLine } from "./explain.ts";
import { inUnits, mediaText, soundText } from "./mediaText.ts";
import { oneLine, sentence, span } from "./wording.ts";

/** Levels of VS Code's log output channels. */
type LogLevel = "debug" | "info" | "warn" | "error";

/** One line: a sentence for people, and the same for programs. */
export interface LogLine {
	readonly level: LogLevel;
	readonly sentence: string;
	readonly fields: Readonly<Record<string, unknown>> & {
		readonly event: string;
	};
}

/** A line as it is written: the sentence, then one JSON object. */
export function formatLine({ sentence, fields }: LogLine): string {
	return `${oneLine(sentence)} ${JSON.stringify(fields)}`;
}

/** The line for an event; absent for what is only progress. */
export function logLineOf(event: EngineEvent): LogLine | undefined {
	switch (event.type) {
		case "stage":
			return stageLine(event);
		case "uploaded":
			return undefined;
		case "remote":
			return line("info", event.job, "remote", {
				sentence:
					event.status === "queued"
						? "waits in AssemblyAI's queue."
						: "is being transcribed by AssemblyAI.",
				status: event.status,
				...(event.requestId !== undefined && { requestId: event.requestId }),
			});
		case "attemptFailed":
			return attemptLine(event.job, event.attempt);
		case "request": {
			const { operation, method, path: target, status } = event.request;
			return line("debug", event.job, "request", {
				...event.request,
				durationMs: Math.round(event.request.durationMs),
				sentence: `${operation}: ${method} ${target} was answered with ${status ?? "nothing"}.`,
			});
		}
		case "breaker":
			return breakerLine(event);
		case "resumed":
			return line("info", event.job, "resumed", {
				sentence: `goes on with “${event.job.state.step}”, where it was when VS Code ended.`,
				step: event.job.state.step,
			});
		case "foundAtService":
			return line("info", event.job, "foundAtService", {
				sentence: `had reached AssemblyAI although no answer came; it was found there and is not submitted again.`,
				transcriptId: event.transcriptId,
			});
		case "audioOnly":
			return line("info", event.job, "audioOnly", {
				sentence: `was sent without its pictures: ${inUnits(event.fileBytes)} → ${inUnits(event.sentBytes)}.`,
				fileBytes: event.fileBytes,
				sentBytes: event.sentBytes,
			});
		case "sentWhole":
			return line("warn", event.job, "sentWhole", {
				sentence: `is sent whole, as its audio could not be taken out: ${event.error.message}.`,
				message: event.error.message,
			});
		case "cleanedUp":
			return cleanUpLine(event);
		case "journalProblem":
			return line("warn", event.job, "journalProblem", {
				sentence: `goes on, but its state could not be saved: ${event.error.message}. It would not survive a crash.`,
				message: event.error.message,
			});
		case "internal":
			return {
				level: "error",
				sentence: `Something went wrong inside Sidescribe: ${event.error.message}`,
				fields: { event: "internal", message: event.error.message },
			};
		case "unreadableEntry":
			return {
				level: "warn",
				sentence: `A saved job could not be read and was put aside in ${event.path}: ${event.reason}`,
				fields: {
					event: "unreadableEntry",
					path: event.path,
					message: event.reason,
				},
			};
		default:
			return event satisfies never;
	}
}

type EventOf<T extends EngineEvent["type"]> = Extract<EngineEvent, { type: T }>;

function stageLine({
	job,
	from,
	durationMs,
	attempt,
	requestId,
}: EventOf<"stage">): LogLine | undefined {
	const { state } = job;
	const fields = {
		step: state.step,
		...(from && { from: from.step, durationMs, attempt }),
		...(requestId !== undefined && { requestId }),
	};
	if (from === undefined && isRunning(state) && state.step !== "checking") {
		return line("info", job, "stage", {
			...fields,
			sentence: `goes on with “${state.step}”, where it had stopped.`,
		});
	}
	switch (state.step) {
		case "checking":
			return line("info", job, "stage", {
				...fields,
				sentence: "is being checked.",
			});
		case "preparing":
			return line("info", job, "stage", {
				...fields,
				sentence: `can be sent (${inUnits(state.file.size)}${contentText(job)}`,
				bytes: state.file.size,
				...(job.media && { media: job.media }),
			});
		case "uploading":
			return line("info", job, "stage", {
				...fields,
				sentence: `is being uploaded (${inUnits(state.file.size)}).`,
				bytes: state.file.size,
			});
		case "submitting":
			return line("info", job, "stage", {
				...fields,
				sentence: `was uploaded${took(durationMs)} and is being submitted.`,
			});
		case "waiting":
			return line("info", job, "stage", {
				...fields,
				sentence: `was submitted as transcript ${state.transcriptId}.`,
				parameters: job.spec.params,
			});
		case "writing":
			return line("info", job, "stage", {
				...fields,
				sentence: `was transcribed${took(durationMs)}; the transcript is being written.`,
			});
		case "done":
			return line("info", job, "done", {
				...fields,
				sentence: state.hasSpeech
					? `is done: ${path.basename(state.output)} stands beside it.`
					: `is done, but no speech was found in it; ${path.basename(state.output)} says so.`,
				output: state.output,
			});
		case "failed": {
			return {
				level: "error",
				sentence: inOneLine(explain(state.failure, job.spec.source)),
				fields: {
					...jobFields(job, "failed"),
					step: state.at,
					...failureFields(state.failure),
					...lastAttempt(job),
				},
			};
		}
		case "cancelled":
			return line("info", job, "cancelled", {
				...fields,
				sentence: state.left
					? "was cancelled; what AssemblyAI has of it is being deleted there."
					: "was cancelled.",
			});
		default:
			return state satisfies never;
	}
}

function attemptLine(job: Job, attempt: AttemptRecord): LogLine {
	const { nextDelayMs } = attempt;
	const then =
		nextDelayMs === undefined
			? "There is no further attempt."
			: `The next attempt comes in ${(nextDelayMs / 1000).toFixed(1)} s.`;
	return line(
		nextDelayMs === undefined ? "error" : "warn",
		job,
		"attemptFailed",
		{
			sentence: `failed at “${attempt.step}”, attempt ${attempt.attempt} of ${attempt.maxAttempts}: ${sentence(attempt.message)} ${then}`,
			step: attempt.step,
			...failureFields(attempt),
			attempt: attempt.attempt,
			maxAttempts: attempt.maxAttempts,
			durationMs: attempt.durationMs,
			...(nextDelayMs !== undefined && {
				nextDelayMs: Math.round(nextDelayMs),
			}),
		},
	);
}

function breakerLine({ state }: EventOf<"breaker">): LogLine {
	switch (state.state) {
		case "closed":
			return {
				level: "info",
				sentence: "AssemblyAI answers again; all jobs go on.",
				fields: { event: "breaker", state: "closed" },
			};
		case "open": {
			const seconds = Math.ceil((state.retryAt - Date.now()) / 1000);
			return {
				level: "warn",
				sentence: `AssemblyAI is not answering; trying again in ${seconds} s.`,
				fields: {
					event: "breaker",
					state: "open",
					retryAt: new Date(state.retryAt).toISOString(),
				},
			};
		}
		case "probing":
			return {
				level: "info",
				sentence: "One request goes out to see whether AssemblyAI answers.",
				fields: { event: "breaker", state: "probing" },
			};
		default:
			return state satisfies never;
	}
}

function cleanUpLine({
	job,
	transcriptId,
	error,
}: EventOf<"cleanedUp">): LogLine {
	if (error !== undefined) {
		return line("warn", job, "cleanedUp", {
			sentence: `was cancelled, but ${transcriptId === undefined ? "whether AssemblyAI has a transcript of it is not known" : `transcript ${transcriptId} is still at AssemblyAI`}: ${error.message}`,
			message: error.message,
			deleted: false,
			...(transcriptId !== undefined && { transcriptId }),
		});
	}
	return line("info", job, "cleanedUp", {
		sentence:
			transcriptId === undefined
				? "had not reached AssemblyAI when it was cancelled; there is nothing to delete."
				: `was cancelled, and transcript ${transcriptId} was deleted at AssemblyAI.`,
		deleted: transcriptId !== undefined,
		...(transcriptId !== undefined && { transcriptId }),
	});
}

/** A line about a job; the sentence goes on after the file's name. */
function line(
	level: LogLevel,
	job: Job,
	event: string,
	{ sentence, ...fields }: { sentence: string } & Record<string, unknown>,
): LogLine {
	return {
		level,
		sentence: `${path.basename(job.spec.source)} ${sentence}`,
		fields: { ...jobFields(job, event), ...fields },
	};
}

function jobFields(job: Job, event: string) {
	const transcriptId = transcriptIdOf(job.state);
	return {
		event,
		job: job.spec.id,
		file: job.spec.source,
		...(transcriptId !== undefined && { transcriptId }),
	};
}

function failureFields(failure: FailureRecord) {
	return {
		type: failure.type,
		requestId: failure.requestId,
		requestIdHeader: failure.requestIdHeader,
		...(failure.transcriptId !== undefined && {
			transcriptId: failure.transcriptId,
		}),
		time: failure.time,
		status: failure.status,
		message: failure.message,
		retryable: failure.retryable,
	};
}

function lastAttempt({ attempts }: Job) {
	const last = attempts.at(-1);
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
	return `; ${mediaText(media)}; sound: ${soundText(media.sound)}).${name}`;
}

function took(ms: number): string {
	return ` in ${span(ms)}`;
}
