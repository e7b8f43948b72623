import { isDeepStrictEqual } from "node:util";
import { isRunning, type Job, type JobSpec } from "./job.ts";

/** What two jobs have in common where one of them would pay for the same again. */
type Asked = Pick<
	JobSpec,
	"source" | "baseUrl" | "params" | "media" | "isRecorded"
>;

/** Whether two jobs ask for the same transcript; a recorded answer is none of the service's. */
export function asksForTheSame(a: Asked, b: Asked): boolean {
	return (
		a.source === b.source &&
		a.baseUrl === b.baseUrl &&
		a.isRecorded === b.isRecorded &&
		isDeepStrictEqual(a.params, b.params) &&
		isDeepStrictEqual(a.media, b.media)
	);
}

/** What a job is to do beside those of other windows. */
export type Standing = "goOn" | "giveWay" | "wait";

/**
 * Whether a job may go on beside the jobs of other windows, so that no two
 * work on the same. It gives way to one that is at work. Of two that are still
 * being checked the older one waits for what the younger does: that may have
 * looked before the older one's entry was written, and go on; else it gives way.
 */
export function standingBeside(own: Job, others: readonly Job[]): Standing {
	const same = others.filter(
		({ spec, state }) => isRunning(state) && asksForTheSame(spec, own.spec),
	);
	const isChecking = own.state.step === "checking";
	if (
		same.some(
			({ spec, state }) =>
				state.step !== "checking" || (isChecking && isOlder(spec, own.spec)),
		)
	) {
		return "giveWay";
	}
	return same.length > 0 ? "wait" : "goOn";
}

function isOlder(a: JobSpec, b: JobSpec): boolean {
	return `${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}`;
}
