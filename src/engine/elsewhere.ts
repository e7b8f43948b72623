import { isDeepStrictEqual } from "node:util";
import { isRunning, type Job, type JobSpec } from "./job.ts";

/** What two jobs have in common where one of them would pay for the same again. */
type Asked = Pick<JobSpec, "source" | "baseUrl" | "params" | "media">;

/** Whether two jobs ask for the same transcript. */
export function asksForTheSame(a: Asked, b: Asked): boolean {
	return (
		a.source === b.source &&
		a.baseUrl === b.baseUrl &&
		isDeepStrictEqual(a.params, b.params) &&
		isDeepStrictEqual(a.media, b.media)
	);
}

/**
 * Whether another window works on the same, so that this job gives way. Of two
 * that begin in the same moment each sees the other: the older one goes on.
 */
export function isAtWorkElsewhere(
	spec: JobSpec,
	others: readonly Job[],
): boolean {
	return others.some(
		(other) =>
			isRunning(other.state) &&
			asksForTheSame(spec, other.spec) &&
			(other.state.step !== "checking" || rank(other.spec) < rank(spec)),
	);
}

function rank({ createdAt, id }: JobSpec): string {
	return `${createdAt} ${id}`;
}
