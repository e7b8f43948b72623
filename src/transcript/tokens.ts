import { diffChars } from "diff";
import { plainText } from "./plainText.ts";
import type { Word } from "./script.ts";
import { textOf } from "./script.ts";

/** With more characters that differ a comparison takes longer than its result is worth. */
const MAX_DIFFERENCES = 400;

/** A word of a text, without a time. */
export interface Token {
	readonly text: string;
	/** Whether it follows the one before without a space, as in Japanese. */
	readonly isJoined: boolean;
}

/**
 * The words of a text that takes the place of other words: cut at spaces, and
 * where the old words were joined without spaces, where those were cut.
 */
export function tokensOf(text: string, old: readonly Word[]): Token[] {
	const isJoined = old.some((word, index) => index > 0 && word.isJoined);
	const cuts = isJoined ? keptCuts(textOf(old), text, old) : new Set<number>();
	const tokens: Token[] = [];
	let isAfterSpace = old[0]?.isJoined !== true;
	let at = 0;
	for (const piece of text.split(/(\s+)/u)) {
		if (plainText(piece) === "") {
			isAfterSpace ||= piece !== "";
			at += piece.length;
			continue;
		}
		let from = 0;
		for (let to = 1; to <= piece.length; to++) {
			if (to === piece.length || cuts.has(at + to)) {
				tokens.push({ text: piece.slice(from, to), isJoined: !isAfterSpace });
				isAfterSpace = false;
				from = to;
			}
		}
		at += piece.length;
	}
	return tokens;
}

/** Where a text is cut as the former was: beside characters that stand in both. */
function keptCuts(
	former: string,
	text: string,
	words: readonly Word[],
): Set<number> {
	const ends = new Set<number>();
	let length = 0;
	for (const [index, word] of words.entries()) {
		length += word.text.length + (index > 0 && !word.isJoined ? 1 : 0);
		ends.add(length);
	}
	const cuts = new Set<number>();
	let old = 0;
	let now = 0;
	for (const { value, added, removed } of diffChars(former, text, {
		maxEditLength: MAX_DIFFERENCES,
	}) ?? []) {
		if (!added && !removed) {
			for (let offset = 0; offset <= value.length; offset++) {
				if (ends.has(old + offset)) {
					cuts.add(now + offset);
				}
			}
		}
		old += added ? 0 : value.length;
		now += removed ? 0 : value.length;
	}
	return cuts;
}
