import { ServiceFailure, TranscriptError } from "../assemblyai/failure.ts";
import { FileProblem } from "../media/check.ts";
import { recordOf } from "./failureRecord.ts";
import {
	type Job,
	type JobState,
	type RunningState,
	transcriptIdOf,
	workOf,
} from "./job.ts";

/** The state of a job whose step failed. @param resume - where a retry goes on. */
export function failedAt(
	{ spec }: Pick<Job, "spec">,
	state: RunningState,
	error: Error,
	resume: RunningState,
): JobState {
	const failure = recordOf(error, spec.source, transcriptIdOf(state));
	return { step: "failed", at: state.step, failure, resume };
}

/** Where a retry goes on: where the job was, unless that cannot succeed. */
export function resumeFrom(state: RunningState, error: Error): RunningState {
	if (error instanceof FileProblem || error instanceof TranscriptError) {
		return { step: "checking" };
	}
	// What was certainly not taken can be told from nothing that comes later.
	const isNotMade =
		error instanceof ServiceFailure &&
		error.operation === "submit" &&
		!error.mayHaveBeenDone;
	return state.step === "submitting" && state.file === undefined && isNotMade
		? { step: "preparing" }
		: state;
}

/** The state of a job that is cancelled, with what it may have left at the service. */
export function cancelledFrom(state: RunningState): JobState {
	switch (state.step) {
		case "checking":
		case "preparing":
		case "uploading":
			return { step: "cancelled" };
		case "submitting": {
			const { upload, spent } = state;
			return { step: "cancelled", left: { upload, spent } };
		}
		case "waiting": {
			const { upload, spent, transcriptId } = state;
			return { step: "cancelled", left: { upload, spent, transcriptId } };
		}
		case "writing":
			return state.isOfAnother
				? { step: "cancelled" }
				: { step: "cancelled", left: workOf(state.transcript.id) };
		default:
			return state satisfies never;
	}
}

/** Whether nothing would be lost with a state: the journal need not hold it. */
export function isForgettable(state: JobState): boolean {
	switch (state.step) {
		case "failed":
			return state.resume.step === "checking";
		case "done":
		case "cancelled":
			return state.left === undefined;
		default:
			return false;
	}
}
