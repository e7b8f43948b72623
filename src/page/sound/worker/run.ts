import type { Gate } from "./gate.ts";

/** Producing from one place on, until the end or until another place is wanted. */
export interface Run {
	/** Where it begins, in seconds of the recording. */
	readonly fromS: number;
	/** What the file's own times count the recording's start as, in seconds. */
	readonly originS: number;
	/**
	 * Waits until this place of the recording may be produced.
	 *
	 * @throws where the run is over.
	 */
	pass(seconds: number): Promise<void>;
}

export function newRun(
	fromS: number,
	originS: number,
	gate: Gate,
	signal: AbortSignal,
): Run {
	return { fromS, originS, pass: (seconds) => gate.pass(seconds, signal) };
}
