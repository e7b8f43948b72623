import { endsSentence } from "../sentences.ts";
import { isUnspaced } from "../writing.ts";
import type { Piece } from "./pieces.ts";
import { smallWordsOf } from "./smallWords.ts";

/** How much a reader is disturbed where a caption or a line ends; 0 not at all. */
const COST = {
	sentence: 0,
	clause: 3,
	beforePhrase: 9,
	betweenWords: 14,
	/** First name and last name, number and what is counted, a compound. */
	withinName: 18,
	/** After an article or a preposition. */
	withinPhrase: 28,
	/** Before an ending of its own, as Japanese's particles are. */
	beforeEnding: 28,
	withinWord: 60,
} as const;

/** A silence makes any end easier: by what, from how many milliseconds. */
const SILENCES = [
	{ fromMs: 500, factor: 0.5 },
	{ fromMs: 250, factor: 0.75 },
] as const;

const CLAUSE_END = /[,;:،؛、，；：—–]["'”’»)\]」』）】]*$/u;
const IDEOGRAPHIC_NUMBER = /[〇一二三四五六七八九十百千万億兆\d０-９]$/u;
const COMPOUND_END = /[\p{Script=Han}\p{Script=Katakana}]$/u;
const ENDING = /^[\p{Script=Hiragana}的了着过過吗嗎呢吧们們]/u;
const CAPITALISED = /^\p{Lu}\p{L}/u;
const NUMBER = /^[\p{Sc}]?\d[\d.,]*$/u;
const ENDS_OPEN = /[\p{L}\p{M}]$/u;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu;

/** Whether a sentence ends before the piece of an index. */
export function isSentenceEnd(
	pieces: readonly Piece[],
	index: number,
): boolean {
	const before = pieces[index - 1];
	return before === undefined || endsSentence(before.text, pieces[index]?.text);
}

/**
 * For each piece, and after the last, what it costs to end a caption or a line
 * before it: little after a sentence or a clause and before a phrase, much
 * between words that belong together.
 */
export function breakCosts(
	pieces: readonly Piece[],
	language: string | undefined,
): number[] {
	const small = smallWordsOf(language);
	const words = pieces.map(({ text }) => text.replace(EDGES, "").toLowerCase());
	const textCost = (index: number): number => {
		const before = pieces[index - 1];
		const after = pieces[index];
		if (before === undefined || after === undefined) {
			return COST.sentence;
		}
		const word = words[index - 1] ?? "";
		if (after.isJoined) {
			return jointCost(before.text, after.text);
		}
		if (endsSentence(before.text, after.text)) {
			return COST.sentence;
		}
		if (CLAUSE_END.test(before.text)) {
			return COST.clause;
		}
		if (small.leaning.has(word) || small.opening.has(word)) {
			return COST.withinPhrase;
		}
		// `before,` opens nothing.
		const next = ENDS_OPEN.test(after.text) ? (words[index] ?? "") : "";
		if (small.opening.has(next) || small.openingPrefix?.test(next)) {
			return COST.beforePhrase;
		}
		return NUMBER.test(before.text) ||
			(CAPITALISED.test(before.text) && CAPITALISED.test(after.text))
			? COST.withinName
			: COST.betweenWords;
	};
	return [...pieces, undefined].map((after, index) => {
		const silence = (after?.start ?? 0) - (pieces[index - 1]?.end ?? 0);
		const easier = SILENCES.find(({ fromMs }) => silence >= fromMs);
		return textCost(index) * (easier?.factor ?? 1);
	});
}

/** The cost between two pieces without a space. */
function jointCost(before: string, after: string): number {
	if (endsSentence(before, after)) {
		return COST.sentence;
	}
	if (CLAUSE_END.test(before)) {
		return COST.clause;
	}
	if (!isUnspaced(before.slice(-2) + after.slice(0, 2))) {
		return COST.withinWord;
	}
	if (ENDING.test(after) || IDEOGRAPHIC_NUMBER.test(before)) {
		return COST.beforeEnding;
	}
	return COMPOUND_END.test(before) ? COST.withinName : COST.beforePhrase;
}
