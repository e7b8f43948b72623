import { Text } from "@codemirror/state";
import type { Paragraph, Script } from "../../transcript/script.ts";

/** A paragraph as one line of text. */
export interface ParagraphText {
	readonly text: string;
	/** Where each word begins in it; it ends as many characters later as it has. */
	readonly starts: Uint32Array;
}

const known = new WeakMap<Paragraph, ParagraphText>();

/** The line of a paragraph, made once: an edit leaves other paragraphs the same objects. */
export function paragraphText(paragraph: Paragraph): ParagraphText {
	let made = known.get(paragraph);
	if (made === undefined) {
		made = lineOf(paragraph);
		known.set(paragraph, made);
	}
	return made;
}

/** A script as the editor's document: a line a paragraph. */
export function documentOf({ paragraphs }: Script): Text {
	return Text.of(
		paragraphs.length === 0
			? [""]
			: paragraphs.map((paragraph) => paragraphText(paragraph).text),
	);
}

/** The word that an offset is in or right behind; between words, the one before. */
export function wordAtOffset(
	{ starts }: ParagraphText,
	offset: number,
): number | undefined {
	return lastNotAbove(starts, offset);
}

/** The last index whose value, of rising ones, is not above a limit. */
export function lastNotAbove(
	rising: ArrayLike<number>,
	limit: number,
): number | undefined {
	let [low, high] = [0, rising.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((rising[middle] ?? 0) <= limit) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low === 0 ? undefined : low - 1;
}

function lineOf({ words }: Paragraph): ParagraphText {
	const starts = new Uint32Array(words.length);
	const parts: string[] = [];
	let length = 0;
	for (const [index, word] of words.entries()) {
		if (index > 0 && !word.isJoined) {
			parts.push(" ");
			length++;
		}
		starts[index] = length;
		// A line break in a word would end the line, and the count would be lost.
		parts.push(word.text.replace(/[\r\n]/g, " "));
		length += word.text.length;
	}
	return { text: parts.join(""), starts };
}
