import type { Fault } from "../simulator/faults.ts";
import type { Simulator } from "../simulator/simulator.ts";

/** What befalls requests of each kind, and how often. */
const FAULTS: readonly Fault[] = [
	{ on: "upload", kind: "status", status: 422, probability: 0.04 },
	{ on: "upload", kind: "status", status: 503, early: true, probability: 0.02 },
	{
		on: "upload",
		kind: "resetInRequest",
		afterBytes: 1000,
		probability: 0.03,
	},
	{ on: "upload", kind: "answerLost", probability: 0.02 },
	{ on: "submit", kind: "status", status: 500, probability: 0.03 },
	{ on: "submit", kind: "status", status: 504, probability: 0.02 },
	{
		on: "submit",
		kind: "status",
		status: 429,
		headers: { "retry-after": "0" },
		probability: 0.02,
	},
	{ on: "submit", kind: "answerLost", probability: 0.03 },
	{ on: "submit", kind: "resetInAnswer", probability: 0.02 },
	{ on: "submit", kind: "wrongShape", probability: 0.01 },
	{ on: "get", kind: "status", status: 502, probability: 0.03 },
	{ on: "get", kind: "resetInAnswer", probability: 0.02 },
	{ on: "get", kind: "malformed", probability: 0.01 },
	{ on: "get", kind: "resetBefore", probability: 0.02 },
	{ on: "list", kind: "status", status: 500, probability: 0.04 },
	{ on: "list", kind: "wrongShape", probability: 0.02 },
	{ on: "list", kind: "resetBefore", probability: 0.02 },
];

/** Every so many transcripts end in an error; the first kind may be asked for again. */
const JOB_ERRORS = [
	{ every: 40, error: "Server error, developers have been alerted." },
	{
		every: 90,
		error: "File does not appear to contain audio. File type is data.",
	},
];

/** Lets everything go wrong that the simulator knows, now and then. */
export function befall(simulator: Simulator): void {
	for (const fault of FAULTS) {
		simulator.fault({ ...fault, times: Number.POSITIVE_INFINITY });
	}
	for (const { every, error } of JOB_ERRORS) {
		for (let skip = every; skip < 100 * every; skip += every) {
			simulator.failJobs({ error, skip });
		}
	}
}
