import { breakCosts, isSentenceEnd } from "./breaks.ts";
import { CHAIN_MS, GAP_MS, type Legibility, MAX_MS, MIN_MS } from "./limits.ts";
import { divide, type Lines } from "./lines.ts";
import type { Piece } from "./pieces.ts";

/** What is shown at once: pieces from `first`, `end` not included; the second line begins with `second` where there are two. */
export interface Cut {
	readonly first: number;
	readonly second: number | undefined;
	readonly end: number;
}

/** What is to be cut, and by what measure. */
export interface Speech {
	readonly pieces: readonly Piece[];
	/** How many pieces at the front name the speaker; no caption ends within or after them. */
	readonly label: number;
	/** When somebody else begins to speak, in milliseconds; `Infinity` where nobody does. */
	readonly until: number;
	readonly legibility: Legibility;
	readonly language: string | undefined;
}

/** Costs of a caption, on the scale of those of its ends. */
const COST = {
	/** Fewer captions are better. */
	caption: 9,
	secondLine: 2,
	/** All of it is spoken in no time. */
	tooFast: 40,
	tooShort: 40,
	/** The longest time is over shortly before the next caption. */
	flicker: 8,
	/** Each second above the longest time. */
	tooLong: 1000,
	/** A sentence that ends inside. */
	sentenceInside: 5,
	/** Each second of silence inside, from {@link SILENCE_MS} on. */
	silenceInside: 16,
	longSilenceInside: 100,
	/** A word or two that were torn from their sentence. */
	orphan: 10,
	orphanColumn: 2,
	afterLabel: 10_000,
} as const;

const SILENCE_MS = 700;
const LONG_SILENCE_MS = 2000;

/** Captions that are shorter than this share of a line are orphans. */
const ORPHAN_SHARE = 1 / 3;

/**
 * Cuts speech into captions so that the sum of what disturbs a reader is the
 * least that can be: the shortest way through all places where one may end.
 */
export function cut(speech: Speech): Cut[] {
	const { pieces } = speech;
	const measure = new Measure(speech);
	const costs = [0];
	const cuts: Cut[] = [];
	for (let first = 0; first < pieces.length; first++) {
		const before = costs[first] ?? Number.POSITIVE_INFINITY;
		for (let end = first + 1; end <= pieces.length; end++) {
			const lines = measure.lines(first, end);
			if (lines === undefined) {
				break;
			}
			const cost = before + measure.caption(first, end, lines);
			if (cost < (costs[end] ?? Number.POSITIVE_INFINITY)) {
				costs[end] = cost;
				cuts[end] = { first, second: lines.second, end };
			}
		}
	}
	const way: Cut[] = [];
	for (let at = cuts[pieces.length]; at !== undefined; at = cuts[at.first]) {
		way.push(at);
	}
	return way.reverse();
}

/** Sums over the pieces, so that each caption that could be is measured in no time. */
class Measure {
	readonly #speech: Speech;
	/** What it costs to break before each piece, for a line and for a caption. */
	readonly #lineBreaks: readonly number[];
	readonly #captionBreaks: readonly number[];
	/** Columns of the pieces before each, with the spaces before them. */
	readonly #columns = [0];
	/** What it costs that no caption ends before each piece and all before it. */
	readonly #inside = [0];

	constructor(speech: Speech) {
		this.#speech = speech;
		const { pieces, label, language } = speech;
		this.#lineBreaks = breakCosts(pieces, language);
		this.#captionBreaks = this.#lineBreaks.map((cost, index) =>
			index > 0 && index <= label ? COST.afterLabel : cost,
		);
		for (const [index, piece] of pieces.entries()) {
			const { columns, isJoined } = piece;
			const room = columns + (isJoined ? 0 : 1);
			this.#columns.push((this.#columns[index] ?? 0) + room);
			this.#inside.push((this.#inside[index] ?? 0) + this.#insideAt(index));
		}
	}

	/** How pieces stand in lines; absent where they do not fit in. */
	lines(first: number, end: number): Lines | undefined {
		return divide(
			{ first, end },
			this.#speech.legibility.lineColumns,
			(from, to) => this.#width(from, to),
			this.#lineBreaks,
		);
	}

	/** What a caption of pieces costs. */
	caption(first: number, end: number, lines: Lines): number {
		const columns = this.#width(first, end);
		return (
			COST.caption +
			(this.#captionBreaks[end] ?? 0) +
			(lines.second === undefined ? 0 : COST.secondLine + lines.cost) +
			this.#timeCost(first, end, columns) +
			(this.#inside[end] ?? 0) -
			(this.#inside[first + 1] ?? 0) +
			this.#orphanCost(first, end, columns)
		);
	}

	#width(first: number, end: number): number {
		const all = (this.#columns[end] ?? 0) - (this.#columns[first] ?? 0);
		return all - (this.#speech.pieces[first]?.isJoined ? 0 : 1);
	}

	#insideAt(index: number): number {
		const { pieces, label } = this.#speech;
		const silence = (pieces[index]?.start ?? 0) - (pieces[index - 1]?.end ?? 0);
		if (index <= label) {
			return 0;
		}
		return (
			(isSentenceEnd(pieces, index) ? COST.sentenceInside : 0) +
			(Math.max(0, silence - SILENCE_MS) / 1000) * COST.silenceInside +
			(silence >= LONG_SILENCE_MS ? COST.longSilenceInside : 0)
		);
	}

	#timeCost(first: number, end: number, columns: number): number {
		const { pieces, until, legibility } = this.#speech;
		const start = pieces[first]?.start ?? 0;
		const next = pieces[end]?.start ?? until;
		const spoken = (pieces[end - 1]?.end ?? start) - start;
		const free = Math.max(0, next - GAP_MS - start);
		const shown = Math.min(MAX_MS, free);
		const needed = (columns / legibility.columnsPerSecond) * 1000;
		return (
			missingShare(shown, needed) * COST.tooFast +
			missingShare(shown, MIN_MS) * COST.tooShort +
			(free > MAX_MS && free < MAX_MS + CHAIN_MS ? COST.flicker : 0) +
			(Math.max(0, spoken - MAX_MS) / 1000) * COST.tooLong
		);
	}

	#orphanCost(first: number, end: number, columns: number): number {
		const { pieces, legibility, label } = this.#speech;
		const missing = legibility.lineColumns * ORPHAN_SHARE - columns;
		const isWhole =
			(first <= label || isSentenceEnd(pieces, first)) &&
			isSentenceEnd(pieces, end);
		return missing <= 0 || isWhole || (first <= label && end === pieces.length)
			? 0
			: COST.orphan + missing * COST.orphanColumn;
	}
}

/** How much of what is wanted is missing, from 0 to 1. */
function missingShare(there: number, wanted: number): number {
	return wanted > there ? (wanted - there) / wanted : 0;
}
