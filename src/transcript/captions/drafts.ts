import { cut } from "./cut.ts";
import { beginOf } from "./interruptions.ts";
import type { Legibility } from "./limits.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** What one speaker says, and is cut as one. */
export interface Stretch {
	readonly speaker: string | undefined;
	/** It is not shown before this time, in milliseconds. */
	readonly from: number;
	/** At least one. */
	readonly pieces: readonly Piece[];
}

/** A caption before it has its time on the screen. */
export interface Draft {
	readonly stretch: Stretch;
	/** Of the stretch's pieces. */
	readonly first: number;
	readonly speaker: string | undefined;
	readonly lines: readonly string[];
	/** When it is heard. */
	readonly start: number;
	readonly end: number;
}

/** What drafts are made by. */
export interface DraftOptions {
	/** The service's code; it tells which words belong together. */
	readonly language: string | undefined;
	/** Whether a speaker's name stands where another spoke before. */
	readonly named: boolean;
	readonly legibility: Legibility;
}

/**
 * The captions of all stretches, by when they are heard. Where somebody goes
 * on after another spoke in between, the stretch is cut there once more, for
 * the name to find its room.
 */
export function draftsOf(
	stretches: readonly Stretch[],
	options: DraftOptions,
	known: ReadonlyMap<Stretch, Draft[]> = new Map(),
): Draft[] {
	const cuts = new Map(
		stretches.map((stretch, index) => [
			stretch,
			known.get(stretch) ?? cutStretch(stretch, stretches[index + 1], options),
		]),
	);
	const drafts = [...cuts.values()].flat().sort((a, b) => a.start - b.start);
	const resumed = new Set(
		drafts.filter(
			({ first, speaker }, index) =>
				first > 0 && speaker !== drafts[index - 1]?.speaker,
		),
	);
	if (!options.named || resumed.size === 0) {
		return drafts;
	}
	const divided = stretches.flatMap((stretch) => {
		const firsts = (cuts.get(stretch) ?? [])
			.filter((draft) => resumed.has(draft))
			.map(({ first }) => first);
		return divide(stretch, firsts);
	});
	return draftsOf(divided, options, cuts);
}

/** A stretch in parts that begin at these pieces; itself where there are none. */
function divide(stretch: Stretch, firsts: readonly number[]): Stretch[] {
	if (firsts.length === 0) {
		return [stretch];
	}
	const { speaker, from, pieces } = stretch;
	return [0, ...firsts].map((first, index) => ({
		speaker,
		from,
		pieces: pieces.slice(first, firsts[index]),
	}));
}

function cutStretch(
	stretch: Stretch,
	next: Stretch | undefined,
	{ named, language, legibility }: DraftOptions,
): Draft[] {
	const { speaker, from, pieces: said } = stretch;
	const begin = said[0]?.start ?? 0;
	const label =
		named && speaker !== undefined
			? piecesOf(
					[{ text: `${speaker}:`, start: begin, end: begin }],
					legibility.lineColumns,
				)
			: [];
	const pieces = [...label, ...said];
	const last = said.at(-1)?.start ?? 0;
	const nextStart =
		next === undefined ? Number.POSITIVE_INFINITY : beginOf(next);
	const until = nextStart >= last ? nextStart : Number.POSITIVE_INFINITY;
	const cuts = cut({
		pieces,
		label: label.length,
		until,
		legibility,
		language,
	});
	return cuts.map(({ first, second, end }) => ({
		stretch,
		first: Math.max(0, first - label.length),
		speaker,
		lines:
			second === undefined
				? [lineOf(pieces.slice(first, end))]
				: [
						lineOf(pieces.slice(first, second)),
						lineOf(pieces.slice(second, end)),
					],
		start: Math.max(from, pieces[first]?.start ?? 0),
		end: pieces[end - 1]?.end ?? 0,
	}));
}

function lineOf(pieces: readonly Piece[]): string {
	return pieces
		.map(({ text, isJoined }, index) =>
			index === 0 || isJoined ? text : ` ${text}`,
		)
		.join("");
}
