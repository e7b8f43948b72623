import type { EngineEvent } from "../engine/events.ts";
import { recordOf } from "../engine/failureRecord.ts";
import type { AttemptRecord, Job } from "../engine/job.ts";
import { failedAt, failureFields, jobLine, type LogLine } from "./jobLine.ts";
import { inUnits } from "./mediaText.ts";
import { stageLine } from "./stageLine.ts";
import { sentence } from "./wording.ts";

/** The line for an event; absent for what is only progress. */
export function logLineOf(event: EngineEvent): LogLine | undefined {
	switch (event.type) {
		case "stage":
			return stageLine(event);
		case "uploaded":
			return undefined;
		case "remote":
			return jobLine("info", event.job, "remote", {
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
			return jobLine("debug", event.job, "request", {
				...event.request,
				durationMs: Math.round(event.request.durationMs),
				sentence: `${operation}: ${method} ${target} was answered with ${status ?? "nothing"}.`,
			});
		}
		case "breaker":
			return breakerLine(event);
		case "resumed":
			return jobLine("info", event.job, "resumed", {
				sentence: `goes on with “${event.job.state.step}”, where it was when VS Code ended.`,
				step: event.job.state.step,
			});
		case "foundAtService":
			return jobLine("info", event.job, "foundAtService", {
				sentence: `had reached AssemblyAI although no answer came; it was found there and is not submitted again.`,
				transcriptId: event.transcriptId,
				...(event.requestId !== undefined && { requestId: event.requestId }),
			});
		case "audioOnly":
			return jobLine("info", event.job, "audioOnly", {
				sentence: `was sent without its pictures: ${inUnits(event.fileBytes, "en")} → ${inUnits(event.sentBytes, "en")}.`,
				fileBytes: event.fileBytes,
				sentBytes: event.sentBytes,
				...(event.requestId !== undefined && { requestId: event.requestId }),
			});
		case "sentWhole":
			return jobLine("warn", event.job, "sentWhole", {
				sentence: `is sent whole, as its audio could not be taken out: ${event.error.message}.`,
				message: event.error.message,
			});
		case "cleanedUp":
			return cleanUpLine(event);
		case "journalProblem":
			return jobLine("warn", event.job, "journalProblem", {
				sentence: `has a state that could not be saved: ${sentence(event.error.message)} A crash now would lose it.`,
				message: event.error.message,
			});
		case "keptUsed":
			return jobLine("info", event.job, "keptUsed", {
				sentence: event.job.spec.isRecorded
					? "comes with a recorded answer, which is written; nothing is sent."
					: "has the same content and settings as a recording that was transcribed before; that transcript is used, and nothing is sent.",
			});
		case "hashed":
			return jobLine("debug", event.job, "hashed", {
				sentence: "has its hash in the history now.",
			});
		case "historyProblem":
			return jobLine("warn", event.job, "historyProblem", {
				sentence: `is done, but the history could not be written: ${sentence(event.error.message)}`,
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
				sentence: `A saved job could not be read, and lies in ${event.path}: ${event.reason}`,
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

function attemptLine(job: Job, attempt: AttemptRecord): LogLine {
	const { nextDelayMs } = attempt;
	const step = failedAt(attempt.step, attempt);
	const then =
		nextDelayMs === undefined
			? "There is no further attempt."
			: `The next attempt comes in ${(nextDelayMs / 1000).toFixed(1)} s.`;
	return jobLine(
		nextDelayMs === undefined ? "error" : "warn",
		job,
		"attemptFailed",
		{
			sentence: `failed at “${step}”, attempt ${attempt.attempt} of ${attempt.maxAttempts}: ${sentence(attempt.message)} ${then}`,
			step,
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
	const was = job.state.step === "cancelled" ? "was cancelled" : "is done";
	if (error !== undefined) {
		return jobLine("warn", job, "cleanedUp", {
			sentence: `${was}, but ${transcriptId === undefined ? "whether AssemblyAI has a transcript of it is not known" : `transcript ${transcriptId} is still at AssemblyAI`}: ${error.message}`,
			...failureFields(recordOf(error, job.spec.source, transcriptId)),
			deleted: false,
		});
	}
	return jobLine("info", job, "cleanedUp", {
		sentence:
			transcriptId === undefined
				? "had not reached AssemblyAI when it was cancelled; there is nothing to delete."
				: `${was}, and transcript ${transcriptId} was deleted at AssemblyAI.`,
		deleted: transcriptId !== undefined,
		...(transcriptId !== undefined && { transcriptId }),
	});
}
