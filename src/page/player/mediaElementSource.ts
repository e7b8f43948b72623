import type { PlayerFailure } from "./player.ts";

/** What gives a media element its sound and picture. */
export interface MediaElementSource {
	/**
	 * Gives it to an element, once.
	 *
	 * @param tell - is told what goes wrong later on.
	 * @returns when the element can be told to play. Never rejects.
	 */
	attach(
		element: HTMLMediaElement,
		tell: (failure: PlayerFailure) => void,
	): Promise<void>;
	/** Ends all work; nothing is told afterwards. */
	dispose(): void;
}
