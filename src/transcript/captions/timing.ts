import { CHAIN_MS, GAP_MS, MAX_MS, MIN_MS } from "./limits.ts";

/** When a caption's words are heard, and how long they take to read; in milliseconds. */
export interface Heard {
	readonly start: number;
	readonly end: number;
	readonly readingMs: number;
}

/** How late a caption may be, so that the one before can be read that it talks over. */
const LATE_MS = 1000;

/**
 * When captions are shown: from their first word on, as long as they are heard
 * and, where no other follows, as long as they take to read. Each has its
 * shortest time, and some of its reading time, though that makes the next late
 * where people speak at once.
 *
 * @param heard - by start.
 * @returns in the same order; none overlap.
 */
export function timed(
	heard: readonly Heard[],
): { readonly start: number; readonly end: number }[] {
	let free = 0;
	return heard.map((caption, index) => {
		const start = Math.max(caption.start, free);
		const next = heard[index + 1]?.start ?? Number.POSITIVE_INFINITY;
		const isTalkedOver = next < caption.end;
		const latest = Math.min(
			start + MAX_MS,
			Math.max(
				start + MIN_MS,
				next - GAP_MS,
				isTalkedOver
					? Math.min(start + caption.readingMs, next + LATE_MS)
					: start,
			),
		);
		const wanted = Math.max(
			caption.end,
			start + MIN_MS,
			start + caption.readingMs,
		);
		const end = next - wanted < CHAIN_MS ? latest : Math.min(wanted, latest);
		free = end + GAP_MS;
		return { start, end };
	});
}
