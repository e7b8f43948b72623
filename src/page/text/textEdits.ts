import type { ChangeSet, Text } from "@codemirror/state";
import { applyEdit, type Edit } from "../../transcript/edits.ts";
import type { Paragraph, Script, Word } from "../../transcript/script.ts";
import { paragraphText } from "./paragraphText.ts";

/** Characters `[from, to)` of the document, and what stands there now. */
interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

/**
 * The edit that typing amounts to.
 *
 * @param document - of the script.
 * @param typed - what was done to that document.
 * @returns nothing where only spaces changed, which a script does not know.
 */
export function editOf(
	script: Script,
	document: Text,
	typed: ChangeSet,
): Edit | undefined {
	const after = typed.apply(document);
	// From the last on: so the indices of what stands before stay right.
	const edits = wholeWords(script, document, typed)
		.map(({ from, to }): Stretch => {
			const text = after.sliceString(
				typed.mapPos(from, -1),
				typed.mapPos(to, 1),
			);
			return { from, to, text };
		})
		.reverse()
		.flatMap((stretch) => editsOf(script, document, stretch));
	return edits.length > 1 ? { kind: "many", edits } : edits[0];
}

/** The changed stretches, each widened to the words that it touches. */
function wholeWords(
	script: Script,
	document: Text,
	typed: ChangeSet,
): { from: number; to: number }[] {
	const stretches: { from: number; to: number }[] = [];
	typed.iterChanges((fromA, toA) => {
		const from = startOfWord(script, document, fromA);
		const to = endOfWord(script, document, toA);
		const last = stretches.at(-1);
		// Also across a space, where both might part the same two words.
		if (last && /^[^\S\n]*$/u.test(document.sliceString(last.to, from))) {
			last.to = Math.max(last.to, to);
		} else {
			stretches.push({ from, to });
		}
	});
	return stretches;
}

/** Where the word begins that a position is in or right behind; else the position. */
function startOfWord(script: Script, document: Text, position: number): number {
	const { from, number } = document.lineAt(position);
	const paragraph = script.paragraphs[number - 1];
	if (paragraph === undefined) {
		return position;
	}
	const { starts } = paragraphText(paragraph);
	const offset = position - from;
	const word = countBelow(starts, offset) - 1;
	const start = starts[word];
	const length = paragraph.words[word]?.text.length ?? 0;
	return start !== undefined && offset <= start + length
		? from + start
		: position;
}

/** Where the word ends that a position is in or right before; else the position. */
function endOfWord(script: Script, document: Text, position: number): number {
	const { from, number } = document.lineAt(position);
	const paragraph = script.paragraphs[number - 1];
	if (paragraph === undefined) {
		return position;
	}
	const { starts } = paragraphText(paragraph);
	const offset = position - from;
	const word = countBelow(starts, offset + 1) - 1;
	const start = starts[word];
	const length = paragraph.words[word]?.text.length ?? 0;
	return start !== undefined && offset < start + length
		? from + start + length
		: position;
}

/** How many of the rising values are below a limit. */
function countBelow(rising: Uint32Array, limit: number): number {
	let [low, high] = [0, rising.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((rising[middle] ?? 0) < limit) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/** The edits of one stretch: paragraphs are joined, words replaced, and parted anew. */
function editsOf(
	script: Script,
	document: Text,
	{ from, to, text }: Stretch,
): Edit[] {
	const [first, last] = [document.lineAt(from), document.lineAt(to)];
	const paragraph = first.number - 1;
	const covered = script.paragraphs.slice(paragraph, last.number);
	const [opening, closing] = [covered[0], covered.at(-1)];
	if (opening === undefined || closing === undefined) {
		return [];
	}
	if (from === first.from && text === document.sliceString(last.from, to)) {
		return covered.slice(0, -1).map(
			({ words }): Edit => ({
				kind: "replaceWords",
				paragraph,
				first: 0,
				end: words.length,
				text: "",
			}),
		);
	}
	const edits = covered
		.slice(1)
		.map((): Edit => ({ kind: "joinParagraph", paragraph: paragraph + 1 }));
	const tokens = tokensOf(text).join(" ");
	if (tokens !== tokensOf(document.sliceString(from, to)).join(" ")) {
		const count = covered.reduce((sum, { words }) => sum + words.length, 0);
		edits.push({
			kind: "replaceWords",
			paragraph,
			first: countBelow(paragraphText(opening).starts, from - first.from),
			end: count - wordsFrom(closing, to - last.from),
			text: tokens,
		});
	}
	if (text.includes("\n")) {
		const words = applyEdit(script, { kind: "many", edits }).paragraphs[
			paragraph
		]?.words;
		const before = document.sliceString(first.from, from);
		edits.push(...splits(paragraph, words ?? [], before + text));
	}
	return edits;
}

/** How many words of a paragraph begin at an offset or behind it. */
function wordsFrom(paragraph: Paragraph, offset: number): number {
	const { starts } = paragraphText(paragraph);
	return starts.length - countBelow(starts, offset);
}

function tokensOf(text: string): string[] {
	return text.split(/\s+/u).filter((token) => token !== "");
}

/**
 * Parts a paragraph before the words that stand behind a line break in its
 * text, the last first. Words are found by what they are written with, as words
 * without a space between them are not to be told apart in a text.
 */
function splits(
	paragraph: number,
	words: readonly Word[],
	text: string,
): Edit[] {
	const breaks = new Set<number>();
	let written = 0;
	for (const line of text.split("\n").slice(0, -1)) {
		written += lengthOf(line);
		breaks.add(written);
	}
	const edits: Edit[] = [];
	let length = 0;
	for (const [word, { text }] of words.entries()) {
		if (word > 0 && breaks.has(length)) {
			edits.unshift({ kind: "splitParagraph", paragraph, word });
		}
		length += lengthOf(text);
	}
	return edits;
}

/** In characters, spaces left out. */
function lengthOf(text: string): number {
	return text.replace(/\s+/gu, "").length;
}
