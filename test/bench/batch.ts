import type { EngineEvent } from "../../src/engine/events.ts";
import type { RequestKind } from "../simulator/faults.ts";
import type { Simulator, SimulatorOptions } from "../simulator/simulator.ts";
import { QUICK, Rig } from "../unit/engine/rig.ts";

/** How a batch went. */
export interface BatchResult {
	readonly seconds: number;
	readonly done: number;
	/** At the service. */
	readonly jobs: number;
	readonly requests: number;
	readonly failedRequests: number;
	readonly events: readonly EngineEvent[];
}

/** The share of requests that fail, from 0 to 1. */
const SHARE = 0.1;

/**
 * Transcribes so many small files at once.
 *
 * @param isFaulty - whether a tenth of all requests fails, in ways that pass.
 * @param backoffMs - before the second attempt.
 */
export async function runBatch(
	files: number,
	isFaulty: boolean,
	backoffMs: number,
	simulator: SimulatorOptions,
): Promise<BatchResult> {
	await using rig = await Rig.start({
		simulator,
		settings: {
			// By chance alone one run in 300 has a request that fails five times.
			retry: { ...QUICK.retry, maxAttempts: 8, maxDelayMs: 60_000 },
			batchInitialDelayMs: backoffMs,
		},
	});
	if (isFaulty) {
		failATenth(rig.simulator);
	}
	const sources = await Promise.all(
		Array.from({ length: files }, (_, index) =>
			rig.recording(`talk ${index}.mp3`),
		),
	);
	const startedAt = performance.now();
	const outcomes = await rig.transcribe(...sources);
	const seconds = (performance.now() - startedAt) / 1000;
	const { requests, jobs } = rig.simulator;
	return {
		seconds: Math.round(seconds * 100) / 100,
		done: outcomes.filter(({ state }) => state.step === "done").length,
		jobs: jobs.length,
		requests: requests.length,
		failedRequests: requests.filter(({ fault }) => fault !== undefined).length,
		events: rig.events,
	};
}

/** Every kind of request fails in five ways, each as likely as the others. */
function failATenth(simulator: Simulator): void {
	const kinds: RequestKind[] = ["upload", "submit", "get", "list"];
	// One after the other is asked whether it strikes: a fifth of a tenth each,
	// as near as makes no difference.
	const common = { probability: SHARE / 5, times: Number.POSITIVE_INFINITY };
	// The one that must not be left to chance: it would make two jobs of one.
	simulator.fault({ on: "submit", kind: "answerLost", skip: 20, times: 3 });
	for (const on of kinds) {
		simulator.fault({ ...common, on, kind: "status", status: 500 });
		simulator.fault({ ...common, on, kind: "status", status: 429 });
		simulator.fault({ ...common, on, kind: "resetBefore" });
		simulator.fault({ ...common, on, kind: "answerLost" });
		simulator.fault({ ...common, on, kind: "malformed" });
	}
}
