import type { MediaFacts } from "./inspection.ts";

/** How long a recording is, as far as that can be told without reading all of it. */
export interface MediaLength {
	readonly seconds: number;
	/** Whether it may be some way off. */
	readonly isEstimate: boolean;
}

/** The length of a recording; absent where nothing is known of it. */
export function lengthOf({
	container,
	durationS,
	estimatedS,
}: MediaFacts): MediaLength | undefined {
	if (durationS !== undefined) {
		// An MP3 without an index says its length only as far as all of it is like its beginning.
		return { seconds: durationS, isEstimate: container === "MP3" };
	}
	return estimatedS === undefined
		? undefined
		: { seconds: estimatedS, isEstimate: true };
}
