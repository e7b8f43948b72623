import { type Script, textOf } from "../script.ts";
import { cut } from "./cut.ts";
import { type Legibility, legibilityOf } from "./limits.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { timed } from "./timing.ts";
import { turnsOf } from "./turns.ts";
import { columnsOf } from "./width.ts";

/** Text on the screen; times in milliseconds from the recording's start. */
export interface Caption {
	readonly start: number;
	readonly end: number;
	/** By name; absent where speakers were not asked for. */
	readonly speaker?: string;
	/** One or two. */
	readonly lines: readonly string[];
}

/** What captions are made by. */
export interface CaptionOptions {
	/** The service's code; it tells which words belong together. */
	readonly language: string | undefined;
	/** Whether a caption begins with its speaker's name where another spoke before: `Anna: Hello.` */
	readonly named: boolean;
}

/**
 * Captions as Netflix's Timed Text Style Guide wants them, in the order in
 * which they are shown. They hold every word, and never overlap.
 */
export function captionsOf(script: Script, options: CaptionOptions): Caption[] {
	const all = script.paragraphs.map(({ words }) => textOf(words)).join(" ");
	const legibility = legibilityOf(all);
	const stretches = turnsOf(script).map(({ speaker, words }) => ({
		speaker,
		pieces: piecesOf(words, legibility.lineColumns),
	}));
	const drafts = draftsOf(
		stretches.filter(({ pieces }) => pieces.length > 0),
		{ ...options, legibility },
	);
	const times = timed(
		drafts.map((draft) => ({
			...draft,
			readingMs: readingMs(draft.lines, legibility),
		})),
	);
	return drafts.map(({ speaker, lines }, index) => ({
		start: times[index]?.start ?? 0,
		end: times[index]?.end ?? 0,
		...(speaker !== undefined && { speaker }),
		lines,
	}));
}

function readingMs(lines: readonly string[], legibility: Legibility): number {
	const columns = columnsOf(lines.join(" "));
	return Math.ceil((columns / legibility.columnsPerSecond) * 1000);
}

/** What one speaker says, and is cut as one. */
interface Stretch {
	readonly speaker: string | undefined;
	/** At least one. */
	readonly pieces: readonly Piece[];
}

/** A caption before it has its time on the screen. */
interface Draft {
	readonly stretch: Stretch;
	/** Of the stretch's pieces. */
	readonly first: number;
	readonly speaker: string | undefined;
	readonly lines: readonly string[];
	/** When it is heard. */
	readonly start: number;
	readonly end: number;
}

type DraftOptions = CaptionOptions & { readonly legibility: Legibility };

/**
 * The captions of all stretches, by when they are heard. Where somebody goes
 * on after another spoke in between, the stretch is cut there once more, for
 * the name to find its room.
 */
function draftsOf(
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
	const { speaker, pieces } = stretch;
	return [0, ...firsts].map((first, index) => ({
		speaker,
		pieces: pieces.slice(first, firsts[index]),
	}));
}

function cutStretch(
	stretch: Stretch,
	next: Stretch | undefined,
	{ named, language, legibility }: DraftOptions,
): Draft[] {
	const { speaker, pieces: said } = stretch;
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
	const nextStart = next?.pieces[0]?.start ?? Number.POSITIVE_INFINITY;
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
		start: pieces[first]?.start ?? 0,
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
