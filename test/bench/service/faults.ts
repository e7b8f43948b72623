import type { RequestKind } from "../../simulator/faults.ts";
import type { Simulator } from "../../simulator/simulator.ts";

/** The share of requests that fail, from 0 to 1. */
const SHARE = 0.1;

/** Every kind of request fails in five ways, each as likely as the others. */
export function failATenth(simulator: Simulator): void {
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
