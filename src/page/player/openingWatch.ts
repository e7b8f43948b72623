import type { FromWorker } from "../sound/messages.ts";

/**
 * How long the worker may think without a word when it opens a recording, in
 * milliseconds: some damaged files send what parses them round in circles.
 */
const OPENING_MS = 10_000;

/** Notices a worker that neither opens a recording nor waits for its bytes. */
export class OpeningWatch {
	readonly #end: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isOver = false;

	/** @param end - called where it thinks too long. */
	constructor(end: () => void) {
		this.#end = end;
	}

	/** The worker has something to think about. */
	thinks(): void {
		clearTimeout(this.#timer);
		if (!this.#isOver) {
			this.#timer = setTimeout(this.#end, OPENING_MS);
		}
	}

	/** The worker said something. */
	hears({ type }: FromWorker): void {
		clearTimeout(this.#timer);
		this.#isOver ||= type !== "read";
	}

	dispose(): void {
		this.#isOver = true;
		clearTimeout(this.#timer);
	}
}
