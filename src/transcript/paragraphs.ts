import type { Word } from "./script.ts";
import { endsSentence } from "./sentences.ts";

/**
 * What ends a paragraph after a sentence: the longer it is already, in
 * characters, the shorter a silence will do, in milliseconds.
 */
const ENDS = [
	{ length: 0, pauseMs: 1500 },
	{ length: 250, pauseMs: 500 },
	{ length: 600, pauseMs: 0 },
] as const;

/** From this length on a paragraph ends within a sentence, as where nobody set full stops. */
const LONGEST = 1500;

/** Where paragraphs begin and end, as indices of words, the end not included. */
export function paragraphEnds(
	words: readonly Word[],
): { first: number; end: number }[] {
	const paragraphs: { first: number; end: number }[] = [];
	let first = 0;
	let length = 0;
	for (const [index, word] of words.entries()) {
		length += word.text.length + 1;
		const next = words[index + 1];
		const isEnd = (pauseMs: number) =>
			ENDS.some((end) => length >= end.length && pauseMs >= end.pauseMs);
		if (
			next === undefined ||
			length >= LONGEST ||
			(endsSentence(word.text, next.text) && isEnd(next.start - word.end))
		) {
			paragraphs.push({ first, end: index + 1 });
			first = index + 1;
			length = 0;
		}
	}
	return paragraphs;
}
