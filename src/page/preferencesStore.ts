import type { FromPage, Preferences } from "../protocol/protocol.ts";
import { Emitter } from "./emitter.ts";

/** What the reader chose, which the host keeps. */
export class PreferencesStore {
	readonly #send: (message: FromPage) => void;
	readonly #changed = new Emitter<Preferences>();
	#current: Preferences = { showMedia: true, markDoubtful: true, rate: 1 };

	constructor(send: (message: FromPage) => void) {
		this.#send = send;
	}

	get current(): Preferences {
		return this.#current;
	}

	/** @returns what ends the listening. */
	listen(listener: (preferences: Preferences) => void): () => void {
		return this.#changed.listen(listener);
	}

	/** Takes what the host kept. */
	take(preferences: Preferences): void {
		this.#current = preferences;
		this.#changed.emit(preferences);
	}

	/** The reader chose something else. */
	change(changed: Partial<Preferences>): void {
		this.take({ ...this.#current, ...changed });
		this.#send({ type: "preferences", preferences: this.#current });
	}
}
