import type { MediaLength } from "../media/length.ts";

/** A recording that is going to be sent, as far as its price goes. */
export interface PricedRecording {
	/** Absent where it is not known. */
	readonly length: MediaLength | undefined;
	/** In USD. */
	readonly pricePerHour: number;
}

/** How long some recordings are together, and what they are likely to cost. */
export interface Estimate {
	readonly recordings: number;
	/** Of those whose length is known. */
	readonly seconds: number;
	/** In USD, of those whose length is known. */
	readonly cost: number;
	/** In USD an hour, each once, the lowest first. */
	readonly prices: readonly number[];
	/** So many lengths are themselves estimates. */
	readonly estimated: number;
	/** So many lengths are not known, and count for nothing. */
	readonly unknown: number;
}

/** Adds up what some recordings are likely to cost. */
export function estimateOf(recordings: readonly PricedRecording[]): Estimate {
	let seconds = 0;
	let cost = 0;
	let estimated = 0;
	let unknown = 0;
	for (const { length, pricePerHour } of recordings) {
		if (length === undefined) {
			unknown++;
			continue;
		}
		seconds += length.seconds;
		cost += (length.seconds / 3600) * pricePerHour;
		estimated += length.isEstimate ? 1 : 0;
	}
	const prices = new Set(recordings.map(({ pricePerHour }) => pricePerHour));
	return {
		recordings: recordings.length,
		seconds,
		cost,
		prices: [...prices].sort((a, b) => a - b),
		estimated,
		unknown,
	};
}
