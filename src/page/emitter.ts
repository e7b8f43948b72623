/** Tells listeners what happens. */
export class Emitter<Event> {
	readonly #listeners = new Set<(event: Event) => void>();

	/** @returns what ends the listening. */
	listen(listener: (event: Event) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	emit(event: Event): void {
		for (const listener of [...this.#listeners]) {
			listener(event);
		}
	}

	/** Nobody hears anything any more. */
	dispose(): void {
		this.#listeners.clear();
	}
}
