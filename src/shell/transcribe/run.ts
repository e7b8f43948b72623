import * as l10n from "@vscode/l10n";
import type { Engine, KeptTranscript, NewJob } from "../../engine/engine.ts";
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
	readonly onStarted?: (ids: readonly string[]) => void;
}

/**
 * Runs the jobs of one command to their end, and tells of it.
 *
 * @param kept - the transcripts that there are already.
 * @param leftOut - how many recordings the command has beside these.
 * @returns how they ended, in order.
 */
export async function run(
	jobs: readonly NewJob[],
	parts: RunParts,
	kept: ReadonlyMap<NewJob, KeptTranscript> = new Map(),
	leftOut = 0,
): Promise<Outcome[]> {
	const { engine, outcomes, output } = parts;
	if (jobs.length === 0) {
		return [];
	}
	const underWay = new Set(runningJobs(engine).map(({ job }) => job.spec.id));
	const begin = async () => {
		const ids = await start(jobs, kept, engine);
		parts.onStarted?.(ids.filter((id) => !underWay.has(id)));
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
					await run(notSent, parts, kept);
				},
			}),
	});
	return ended;
}

/** Starts jobs, those for which there is a transcript already with that; resolves to their IDs, in order. */
async function start(
	jobs: readonly NewJob[],
	kept: ReadonlyMap<NewJob, KeptTranscript>,
	engine: Engine,
): Promise<string[]> {
	const started = await engine.start(jobs.filter((job) => !kept.has(job)));
	const ids = started.values();
	return Promise.all(
		jobs.map((job) => {
			const transcript = kept.get(job);
			return transcript === undefined
				? (ids.next().value ?? "")
				: engine.startKept(job, transcript);
		}),
	);
}

function tellJoined(count: number, { redact }: Output): void {
	if (count > 0) {
		tellInStatusBar(
			count === 1
				? l10n.t("That recording is under way already")
				: l10n.t("{0} of the recordings are under way already", count),
			redact,
		);
	}
}
