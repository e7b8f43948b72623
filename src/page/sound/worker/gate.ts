/** Keeps what is produced from running further ahead than it is let. */
export class Gate {
	#until = 0;
	readonly #waiting = new Set<() => void>();

	/** @param seconds - of the recording. */
	openUntil(seconds: number): void {
		this.#until = seconds;
		for (const look of [...this.#waiting]) {
			look();
		}
	}

	/**
	 * Waits until this place may be produced.
	 *
	 * @throws the signal's reason where it is aborted.
	 */
	async pass(seconds: number, signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		if (seconds <= this.#until) {
			return;
		}
		await new Promise<void>((resolve, reject) => {
			const end = (settle: () => void) => {
				this.#waiting.delete(look);
				signal.removeEventListener("abort", abort);
				settle();
			};
			const look = () => {
				if (seconds <= this.#until) {
					end(resolve);
				}
			};
			const abort = () => end(() => reject(signal.reason));
			this.#waiting.add(look);
			signal.addEventListener("abort", abort, { once: true });
		});
	}
}
