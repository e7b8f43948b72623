import { plainText } from "../plainText.ts";
import type { Word } from "../script.ts";
import { isUnspaced } from "../writing.ts";
import { columnsOf } from "./width.ts";

/** Text that is not to be divided, and when it is heard. */
export interface Piece {
	readonly text: string;
	readonly columns: number;
	/** Whether no space stands before it. */
	readonly isJoined: boolean;
	/** In milliseconds from the recording's start. */
	readonly start: number;
	readonly end: number;
}

/** What no line begins with: closing marks, small kana, marks that lengthen or repeat (kinsoku, JIS X 4051). */
const NOT_FIRST =
	/^[\p{Pe}\p{Pf}\p{Po}ー々〻ゝゞヽヾ～ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ]/u;
/** What no line ends with: opening marks. */
const NOT_LAST = /[\p{Ps}\p{Pi}]$/u;

const words = new Intl.Segmenter("en", { granularity: "word" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The pieces of what somebody says: what stands between spaces; the words of a
 * dictionary where a script has no spaces; and parts of those that are longer
 * than a line.
 */
export function piecesOf(said: readonly Word[], lineColumns: number): Piece[] {
	const { text, timeAt } = timedText(said);
	const pieces: Piece[] = [];
	for (const { 0: chunk, index } of text.matchAll(/[^ ]+/g)) {
		let at = index;
		for (const part of partsOf(chunk, lineColumns)) {
			pieces.push({
				text: part,
				columns: columnsOf(part),
				isJoined: at > index,
				start: timeAt(at, "start"),
				end: timeAt(at + part.length, "end"),
			});
			at += part.length;
		}
	}
	return pieces;
}

/** What is said as one text, and when each of its characters is. */
function timedText(said: readonly Word[]) {
	let text = "";
	const heard = said
		.map((word) => ({ ...word, text: plainText(word.text) }))
		.filter((word) => word.text !== "");
	const offsets = heard.map((word) => {
		text += text === "" || word.isJoined ? "" : " ";
		const offset = text.length;
		text += word.text;
		return offset;
	});
	let index = 0;
	/** Must be asked in order. */
	const timeAt = (position: number, edge: "start" | "end"): number => {
		const inside = edge === "start" ? position : position - 1;
		while ((offsets[index + 1] ?? Number.POSITIVE_INFINITY) <= inside) {
			index++;
		}
		const word = heard[index];
		const offset = offsets[index];
		if (word === undefined || offset === undefined) {
			return 0;
		}
		const share = (position - offset) / word.text.length;
		return Math.round(word.start + share * (word.end - word.start));
	};
	return { text, timeAt };
}

function partsOf(chunk: string, lineColumns: number): string[] {
	const parts = isUnspaced(chunk) ? dictionaryWords(chunk) : [chunk];
	return parts.flatMap((part) =>
		columnsOf(part) <= lineColumns ? part : slices(part, lineColumns),
	);
}

function dictionaryWords(chunk: string): string[] {
	const parts: string[] = [];
	for (const { segment } of words.segment(chunk)) {
		const last = parts.at(-1);
		if (
			last !== undefined &&
			(NOT_FIRST.test(segment) || NOT_LAST.test(last))
		) {
			parts[parts.length - 1] = last + segment;
		} else {
			parts.push(segment);
		}
	}
	return parts;
}

/** As many characters a slice as a line holds, accents kept with their letters. */
function slices(text: string, lineColumns: number): string[] {
	const all: string[] = [];
	let slice = "";
	let columns = 0;
	for (const { segment } of graphemes.segment(text)) {
		const width = columnsOf(segment);
		if (slice !== "" && columns + width > lineColumns) {
			all.push(slice);
			slice = "";
			columns = 0;
		}
		slice += segment;
		columns += width;
	}
	return [...all, slice];
}
