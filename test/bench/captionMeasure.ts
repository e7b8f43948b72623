import {
	CHAIN_MS,
	GAP_MS,
	MAX_MS,
	MIN_MS,
} from "../../src/transcript/captions/limits.ts";
import { smallWordsOf } from "../../src/transcript/captions/smallWords.ts";
import { columnsOf } from "../../src/transcript/captions/width.ts";

/** A caption as a parser gives it; times in milliseconds. */
export interface Shown {
	readonly from: number;
	readonly to: number;
	/** Without tags; lines divided by `\n`. */
	readonly text: string;
}

/** What a script allows. */
export interface Allowed {
	readonly lineColumns: number;
	readonly columnsPerSecond: number;
}

/** Of a file of captions: how many break which rule, and how they are spread. */
export type CaptionFigures = {
	readonly captions: number;
	readonly longestLine: number;
	readonly tooWide: number;
	readonly moreThanTwoLines: number;
	readonly shorterThanFiveSixths: number;
	readonly longerThan7s: number;
	readonly gapsBelowTwoFrames: number;
	/** Gaps that look like a flicker: longer than two frames, shorter than half a second. */
	readonly flickers: number;
	readonly overlaps: number;
	readonly tooFast: number;
	/** Of those, where a silence follows that was not used. */
	readonly tooFastWithoutNeed: number;
	readonly medianSpeed: number;
	readonly fastest: number;
	readonly medianMs: number;
	/** One word, torn from its sentence. */
	readonly orphans: number;
	/** In percent of all captions. */
	readonly endsAtSentence: number;
	readonly endsAtClause: number;
	/** After an article, a preposition, a pronoun. */
	readonly endsOnSmallWord: number;
};

const SENTENCE_END = /[.!?…。！？؟]["'”’»)\]」』]*$/u;
const CLAUSE_END = /[,;:،؛、：]["'”’»)\]」』]*$/u;
/** A gap of this more is nobody's fault: times are rounded. */
const ROUNDING_MS = 1;

/** Counts what a viewer would notice. */
export function measure(
	shown: readonly Shown[],
	allowed: Allowed,
	language: string,
): CaptionFigures {
	const count = (is: (caption: Shown, index: number) => boolean) =>
		shown.filter(is).length;
	const percent = (is: (caption: Shown, index: number) => boolean) =>
		Math.round((count(is) / shown.length) * 100);
	const lines = shown.flatMap(({ text }) => text.split("\n")).map(columnsOf);
	const speeds = shown.map(speedOf);
	const durations = shown.map(({ from, to }) => to - from);
	const gapAfter = (index: number) =>
		(shown[index + 1]?.from ?? Number.POSITIVE_INFINITY) -
		(shown[index]?.to ?? 0);
	const isTooFast = (caption: Shown) =>
		speedOf(caption) > allowed.columnsPerSecond + 0.01;
	const small = smallWordsOf(language);
	const isTorn = (index: number) =>
		index >= 0 &&
		index < shown.length - 1 &&
		!SENTENCE_END.test(shown[index]?.text ?? "");
	return {
		captions: shown.length,
		longestLine: Math.max(...lines),
		tooWide: lines.filter((columns) => columns > allowed.lineColumns).length,
		moreThanTwoLines: count(({ text }) => text.split("\n").length > 2),
		shorterThanFiveSixths: count(({ from, to }) => to - from < MIN_MS - 1),
		longerThan7s: count(({ from, to }) => to - from > MAX_MS),
		gapsBelowTwoFrames: count(
			(_, index) => gapAfter(index) < GAP_MS - ROUNDING_MS,
		),
		flickers: count(
			(_, index) =>
				gapAfter(index) > GAP_MS + ROUNDING_MS && gapAfter(index) < CHAIN_MS,
		),
		overlaps: count((_, index) => gapAfter(index) < 0),
		tooFast: count(isTooFast),
		tooFastWithoutNeed: count(
			(caption, index) =>
				isTooFast(caption) && gapAfter(index) > GAP_MS + ROUNDING_MS,
		),
		medianSpeed: rounded(median(speeds)),
		fastest: rounded(Math.max(...speeds)),
		medianMs: Math.round(median(durations)),
		orphans: count(
			({ text }, index) =>
				!/\s/.test(text.trim()) &&
				columnsOf(text) < allowed.lineColumns / 3 &&
				(isTorn(index - 1) || isTorn(index)),
		),
		endsAtSentence: percent(({ text }) => SENTENCE_END.test(text)),
		endsAtClause: percent(({ text }) => CLAUSE_END.test(text)),
		endsOnSmallWord: percent(({ text }) => {
			const last = text.split(/\s/).at(-1)?.toLowerCase() ?? "";
			return small.leaning.has(last) || small.opening.has(last);
		}),
	};
}

/** Columns a second. */
function speedOf({ from, to, text }: Shown): number {
	return (columnsOf(text.replaceAll("\n", " ")) / (to - from)) * 1000;
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function rounded(value: number): number {
	return Math.round(value * 10) / 10;
}
