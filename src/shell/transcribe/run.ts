import type { Engine, NewJob } from "../../engine/engine.ts";
import type { Outcome } from "../../engine/events.ts";
import type { Outcomes } from "../outcomes.ts";
import type { Output } from "../output.ts";
import { followJobs, runningJobs } from "../progress.ts";
import { tellInStatusBar } from "../statusBar.ts";

/** What it takes to run jobs. */
export interface RunParts {
	readonly engine: Engine;
	readonly outcomes: Outcomes;
	readonly output: Output;
}

/**
 * Runs the jobs of one command to their end, and tells of it.
 *
 * @param leftOut - how many recordings the command has beside these.
 * @returns how they ended, in order.
 */
export async function run(
	jobs: readonly NewJob[],
	parts: RunParts,
	leftOut = 0,
): Promise<Outcome[]> {
	if (jobs.length === 0) {
		return [];
	}
	const { engine, outcomes, output } = parts;
	const underWay = new Set(runningJobs(engine).map(({ job }) => job.spec.id));
	const begin = async () => {
		const ids = await engine.start(jobs);
		tellJoined(ids.filter((id) => underWay.has(id)).length, output);
		return ids;
	};
	const { ended, wasStopped } = await followJobs(
		engine,
		{ sources: jobs.map(({ source }) => source), begin },
		output.redact,
	);
	const notSent = jobs.filter(
		(_, index) => ended[index]?.state.step === "cancelled",
	);
	outcomes.tell(ended, {
		leftOut,
		...(wasStopped &&
			notSent.length > 0 && {
				goOn: async () => {
					await run(notSent, parts);
				},
			}),
	});
	return ended;
}

function tellJoined(count: number, { redact }: Output): void {
	if (count > 0) {
		tellInStatusBar(
			count === 1
				? "That recording is under way already"
				: `${count} of the recordings are under way already`,
			redact,
		);
	}
}
