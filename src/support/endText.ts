import * as path from "node:path";
import type { Outcome } from "../engine/events.ts";
import type { EndState } from "../engine/job.ts";
import { explain, inOneLine } from "./explain.ts";
import type { LogLine } from "./jobLine.ts";
import { counted } from "./wording.ts";

/** A job that ended in one of the ways. */
export type Ended<S extends EndState["step"]> = Outcome & {
	readonly state: Extract<EndState, { step: S }>;
};

/** How a command's jobs ended, each kind by itself. */
export interface CommandEnd {
	readonly failed: readonly Ended<"failed">[];
	readonly done: readonly Ended<"done">[];
	readonly cancelled: readonly Ended<"cancelled">[];
	/** Recordings that were left out, as they have transcripts or a person said so. */
	readonly skipped: number;
}

/** Sorts outcomes by their kind. */
export function endOf(outcomes: readonly Outcome[], skipped = 0): CommandEnd {
	return {
		failed: outcomes.filter(isIn("failed")),
		done: outcomes.filter(isIn("done")),
		cancelled: outcomes.filter(isIn("cancelled")),
		skipped,
	};
}

/** A guard for jobs that ended in one way. */
export function isIn<S extends EndState["step"]>(step: S) {
	return (outcome: Outcome): outcome is Ended<S> => outcome.state.step === step;
}

/** What is not told of already, in one sentence: `45 transcripts are ready, 12 left out.` Empty where there is nothing. */
export function countsText({
	done,
	cancelled,
	skipped,
}: Pick<CommandEnd, "done" | "cancelled" | "skipped">): string {
	const parts = [
		...(done.length === 0
			? []
			: [
					`${counted(done.length, "transcript")} ${done.length === 1 ? "is" : "are"} ready`,
				]),
		...(cancelled.length === 0 ? [] : [`${cancelled.length} cancelled`]),
		...(skipped === 0 ? [] : [`${skipped} left out`]),
	];
	return parts.length === 0 ? "" : `${parts.join(", ")}.`;
}

/** The lines of the output that sum a command up: each failure, then the counts. */
export function endLines(end: CommandEnd): LogLine[] {
	const { failed, done, cancelled, skipped } = end;
	const counts = {
		failed: failed.length,
		done: done.length,
		cancelled: cancelled.length,
		skipped,
	};
	const all = failed.length + done.length + cancelled.length + skipped;
	return [
		...failed.map(
			({ spec, state }): LogLine => ({
				level: "error",
				sentence: `Failed: ${inOneLine(explain(state.failure, spec.source))}`,
				fields: {
					event: "summaryOfFailure",
					job: spec.id,
					file: spec.source,
					type: state.failure.type,
				},
			}),
		),
		{
			level: "info",
			sentence: `Of ${counted(all, "recording")}: ${counts.failed} failed, ${counts.done} done, ${counts.skipped} left out, ${counts.cancelled} cancelled.`,
			fields: { event: "summary", ...counts },
		},
	];
}

/** The file's name without its folder. */
export function nameOf({ spec }: Pick<Outcome, "spec">): string {
	return path.basename(spec.source);
}
