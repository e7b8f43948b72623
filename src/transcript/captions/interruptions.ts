import { breakCosts } from "./breaks.ts";
import type { Stretch } from "./drafts.ts";
import type { Piece } from "./pieces.ts";

/** Who begins while another speaks on for less than this is no interruption: turns overlap a little in any talk. */
const OVERLAP_MS = 1500;

/** How far from where somebody begins the other's text may be divided, in milliseconds. */
const REACH_MS = 1500;

/** What it costs to divide it a second away from there, on the scale of {@link breakCosts}. */
const SECOND_COST = 8;

/**
 * Divides what one speaker says where another begins in the middle of it, so
 * that both are shown when they are heard. Each part that follows is shown
 * after who interrupted.
 *
 * @param stretches - by start.
 */
export function interrupted(
	stretches: readonly Stretch[],
	language: string | undefined,
): Stretch[] {
	const times = new Map<Stretch, number[]>();
	let speaking: Stretch[] = [];
	for (const stretch of stretches) {
		const start = stretch.pieces[0]?.start ?? 0;
		speaking = speaking.filter((other) => endOf(other) > start + OVERLAP_MS);
		for (const other of speaking) {
			times.set(other, [...(times.get(other) ?? []), start]);
		}
		speaking.push(stretch);
	}
	return stretches
		.flatMap((stretch) =>
			dividedAt(stretch, times.get(stretch) ?? [], language),
		)
		.sort((a, b) => beginOf(a) - beginOf(b));
}

function endOf({ pieces }: Stretch): number {
	return pieces.at(-1)?.end ?? 0;
}

/** When a stretch is shown from on. */
export function beginOf({ pieces, from }: Stretch): number {
	return Math.max(from, pieces[0]?.start ?? 0);
}

function dividedAt(
	stretch: Stretch,
	times: readonly number[],
	language: string | undefined,
): Stretch[] {
	if (times.length === 0) {
		return [stretch];
	}
	const { speaker, pieces } = stretch;
	const breaks = breakCosts(pieces, language);
	const parts: Stretch[] = [];
	let begin = 0;
	let from = stretch.from;
	for (const time of times) {
		const end = bestBreak(pieces, breaks, time);
		if (end > begin) {
			parts.push({ speaker, from, pieces: pieces.slice(begin, end) });
			begin = end;
			// After who interrupted, though the text may begin before.
			from = time + 1;
		}
	}
	return [...parts, { speaker, from, pieces: pieces.slice(begin) }];
}

/** The piece near a time before which a break disturbs least; 0 where there is none. */
function bestBreak(
	pieces: readonly Piece[],
	breaks: readonly number[],
	time: number,
): number {
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	for (
		let index = Math.max(1, firstFrom(pieces, time - REACH_MS));
		index < pieces.length;
		index++
	) {
		const away = Math.abs((pieces[index]?.start ?? 0) - time);
		if (away > REACH_MS) {
			break;
		}
		const cost = (breaks[index] ?? 0) + (away / 1000) * SECOND_COST;
		if (cost < least) {
			best = index;
			least = cost;
		}
	}
	return best;
}

/** The first piece that begins at a time or later. */
function firstFrom(pieces: readonly Piece[], time: number): number {
	let low = 0;
	let high = pieces.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((pieces[middle]?.start ?? 0) < time) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
