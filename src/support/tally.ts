import type { EngineEvent } from "../engine/events.ts";
import { isRunning, type JobState, type Step } from "../engine/job.ts";
import { failure, type StepCounts, success } from "../retry/statistics.ts";

const ORDER: readonly string[] = [
	"checking",
	"preparing",
	"uploading",
	"submitting",
	"waiting",
	"writing",
	"done",
] satisfies (Step | "done")[];

/** What an event adds to the retry statistics, and of which step. */
export function tally(
	event: EngineEvent,
): { readonly step: Step; readonly counts: StepCounts } | undefined {
	if (event.type === "attemptFailed") {
		if (!isRunning(event.job.state)) {
			// A cancelled job's clean-up is none of its steps.
			return undefined;
		}
		const { step, type, nextDelayMs } = event.attempt;
		return { step, counts: failure(type, nextDelayMs) };
	}
	if (event.type !== "stage" || event.from === undefined) {
		return undefined;
	}
	const { step } = event.from;
	return asksService(step) && isAfter(event.job.state, step)
		? { step, counts: success(event.attempt) }
		: undefined;
}

/** Checking and writing are this machine's own, and are not retried. */
function asksService(step: Step): boolean {
	return step === "uploading" || step === "submitting" || step === "waiting";
}

/** A transcript that is submitted again has gone back, and has not succeeded. */
function isAfter(state: JobState, step: Step): boolean {
	return (
		(isRunning(state) || state.step === "done") &&
		ORDER.indexOf(state.step) > ORDER.indexOf(step)
	);
}
