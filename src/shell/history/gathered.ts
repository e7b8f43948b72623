/**
 * Gathers what has changed, and hands it on together, at most once in a while.
 * What comes while that is at work is handed on the next time: nothing is lost.
 */
export class Gathered<T> implements Disposable {
	readonly #everyMs: number;
	readonly #handOn: (items: ReadonlySet<T>) => Promise<void>;
	#items = new Set<T>();
	#isWanted = false;
	#timer: NodeJS.Timeout | undefined;

	/**
	 * @param everyMs - after the first change, and between two times.
	 * @param handOn - never at work twice at once; deals with its own failures.
	 */
	constructor(
		everyMs: number,
		handOn: (items: ReadonlySet<T>) => Promise<void>,
	) {
		this.#everyMs = everyMs;
		this.#handOn = handOn;
	}

	/** Adds what has changed. While nothing is wanted, it is kept for later. */
	add(...items: readonly T[]): void {
		for (const item of items) {
			this.#items.add(item);
		}
		this.#plan();
	}

	/** @param isWanted - whether anybody looks at what is handed on. @default false */
	want(isWanted: boolean): void {
		this.#isWanted = isWanted;
		this.#plan();
	}

	[Symbol.dispose](): void {
		this.#isWanted = false;
		clearTimeout(this.#timer);
	}

	#plan(): void {
		if (this.#isWanted && this.#items.size > 0) {
			this.#timer ??= setTimeout(() => void this.#work(), this.#everyMs);
		}
	}

	async #work(): Promise<void> {
		const items = this.#items;
		this.#items = new Set();
		await this.#handOn(items);
		this.#timer = undefined;
		this.#plan();
	}
}
