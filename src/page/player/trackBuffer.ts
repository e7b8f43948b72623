/** What was played stays for so long, in seconds, so that going back a little is at once. */
const KEPT_BEHIND_S = 20;
/** What is let go at a time, in seconds: letting go takes a while. */
const LET_GO_S = 10;

/** Feeds one track to the browser, part by part, and lets go of what was played. */
export class TrackBuffer {
	readonly #buffer: SourceBuffer;
	readonly #waiting: Uint8Array<ArrayBuffer>[] = [];
	readonly #whenIdle: () => void;
	readonly #source: MediaSource;
	#isRestarted = false;

	/** @param whenIdle - called each time that nothing is left to be fed. */
	constructor(source: MediaSource, type: string, whenIdle: () => void) {
		this.#source = source;
		this.#buffer = source.addSourceBuffer(type);
		this.#whenIdle = whenIdle;
		this.#buffer.addEventListener("updateend", () => this.#next());
	}

	get isIdle(): boolean {
		return this.#waiting.length === 0 && !this.#buffer.updating;
	}

	/** Whether these places, in seconds, and all between them can be played. */
	joins(one: number, other: number): boolean {
		const { buffered } = this.#buffer;
		const from = Math.min(one, other);
		const to = Math.max(one, other);
		for (let range = 0; range < buffered.length; range++) {
			if (buffered.start(range) <= from && to < buffered.end(range)) {
				return true;
			}
		}
		return false;
	}

	feed(part: Uint8Array<ArrayBuffer>): void {
		this.#waiting.push(part);
		this.#next();
	}

	/** Forgets what is not yet fed, for parts from another place. */
	restart(): void {
		this.#waiting.length = 0;
		this.#isRestarted = true;
	}

	/** @param seconds - where playback is. */
	letGoBefore(seconds: number): void {
		const end = seconds - KEPT_BEHIND_S;
		const { buffered, updating } = this.#buffer;
		const isWorthIt = buffered.length > 0 && end - buffered.start(0) > LET_GO_S;
		if (isWorthIt && !updating) {
			this.#buffer.remove(0, end);
		} else {
			this.#next();
		}
	}

	#next(): void {
		const [part] = this.#waiting;
		if (this.#buffer.updating) {
			return;
		}
		if (!part) {
			this.#whenIdle();
			return;
		}
		if (this.#isRestarted && this.#source.readyState === "open") {
			this.#buffer.abort(); // What comes begins with a header.
		}
		this.#isRestarted = false;
		try {
			this.#buffer.appendBuffer(part);
			this.#waiting.shift();
		} catch (error) {
			// Full: it is tried again when playback has gone on.
			if (
				!(error instanceof DOMException && error.name === "QuotaExceededError")
			) {
				throw error;
			}
		}
	}
}
