import type { Script, Word } from "../../transcript/script.ts";
import type { WordPlace } from "./wordTimes.ts";

/** Below this confidence, of 1, a word is worth a second hearing. */
export const DOUBTFUL_BELOW = 0.6;

export function isDoubtful({ confidence, text }: Word): boolean {
	return confidence !== undefined && confidence < DOUBTFUL_BELOW && text !== "";
}

export function countDoubtful({ paragraphs }: Script): number {
	return paragraphs.reduce(
		(sum, { words }) => sum + words.filter(isDoubtful).length,
		0,
	);
}

/**
 * The next doubtful word after a place, or the one before it; from the other
 * end where none is left. Absent where there is none at all.
 */
export function nextDoubtful(
	{ paragraphs }: Script,
	{ paragraph, word }: WordPlace,
	direction: 1 | -1,
): WordPlace | undefined {
	const count = paragraphs.length;
	// The paragraph itself comes first and last: before the word, and behind it.
	for (let step = 0; step <= count; step++) {
		const at = (((paragraph + step * direction) % count) + count) % count;
		const words = paragraphs[at]?.words ?? [];
		const isAhead = (index: number) =>
			step > 0 || (direction === 1 ? index > word : index < word);
		const test = (each: Word, index: number) =>
			isDoubtful(each) && isAhead(index);
		const found =
			direction === 1 ? words.findIndex(test) : words.findLastIndex(test);
		if (found !== -1) {
			return { paragraph: at, word: found };
		}
	}
	return undefined;
}
