import type { Gate } from "./gate.ts";

/** How long a run works on before it lets messages in, in milliseconds. */
const TURN_MS = 10;

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
	let turnEnds = performance.now() + TURN_MS;
	return {
		fromS,
		originS,
		async pass(seconds) {
			if (performance.now() > turnEnds) {
				// A new task: a chain of promises would keep all messages waiting.
				await new Promise((resolve) => setTimeout(resolve));
				turnEnds = performance.now() + TURN_MS;
			}
			await gate.pass(seconds, signal);
		},
	};
}
