import {
	type FailureRecord,
	type Job,
	type JobState,
	type Step,
	transcriptIdOf,
} from "../engine/job.ts";
import { shownSource, sourceName } from "../engine/source.ts";
import { oneLine } from "./wording.ts";

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

/** The line for what went wrong in the view of a transcript. @param file - its absolute path, or its address. */
export function viewLine(
	file: string,
	where: "view" | "page",
	message: string,
): LogLine {
	const name = sourceName(file);
	return {
		level: "warn",
		sentence:
			where === "view"
				? `${name}: the transcript view failed: ${message}`
				: `${name}: the page of the transcript view failed: ${message}`,
		fields: { event: `${where}Failed`, file: shownSource(file), message },
	};
}

/** A line about a job; the sentence goes on after the file's name. */
export function jobLine(
	level: LogLevel,
	job: Job,
	event: string,
	{ sentence, ...fields }: { sentence: string } & Record<string, unknown>,
): LogLine {
	return {
		level,
		sentence: `${sourceName(job.spec.source)} ${sentence}`,
		fields: { ...jobFields(job, event), ...fields },
	};
}

/** What each line about a job has. */
export function jobFields(job: Job, event: string) {
	return {
		event,
		job: job.spec.id,
		file: shownSource(job.spec.source),
		...transcriptField(job.state),
	};
}

/** The transcript that a state belongs to, as a line has it. */
export function transcriptField(state: JobState) {
	const transcriptId = transcriptIdOf(state);
	return transcriptId === undefined ? {} : { transcriptId };
}

/** The request that an end is to be found by at AssemblyAI, where one is known. */
export function requestIdOf(
	state: JobState,
): Pick<FailureRecord, "requestId" | "requestIdHeader"> | undefined {
	const from =
		state.step === "failed"
			? state.failure
			: state.step === "done"
				? state
				: undefined;
	return from?.requestId === undefined ? undefined : from;
}

/** What failed, in a word: a step of a job, or what a person did with its transcript. */
export function failedAt(step: Step, { operation }: FailureRecord): string {
	return operation ?? step;
}

/** What a line about a failure has as well. */
export function failureFields(failure: FailureRecord) {
	return {
		type: failure.type,
		...(failure.requestId !== undefined && {
			requestId: failure.requestId,
			requestIdHeader: failure.requestIdHeader,
		}),
		...(failure.transcriptId !== undefined && {
			transcriptId: failure.transcriptId,
		}),
		time: failure.time,
		status: failure.status,
		message: failure.message,
		retryable: failure.retryable,
	};
}
