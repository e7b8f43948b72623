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
 * Whether another window works on the same, and was first. Of two that begin
 * in the same moment each sees the other, and one gives way.
 */
export function isAtWorkElsewhere(
	spec: JobSpec,
	others: readonly Job[],
): boolean {
	return others.some(
		(other) =>
			isRunning(other.state) &&
			asksForTheSame(spec, other.spec) &&
			rank(other.spec) < rank(spec),
	);
}

function rank({ createdAt, id }: JobSpec): string {
	return `${createdAt} ${id}`;
}
