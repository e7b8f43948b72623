import { paragraphEnds } from "./paragraphs.ts";
import type { Paragraph, Word } from "./script.ts";

/** Words of one speaker in a row. */
export interface Run {
	readonly speaker: string | undefined;
	readonly words: readonly Word[];
}

/** Speech without sentence ends is cut where its speaker pauses, once it is so long, in characters. */
const LONG = 900;

/** A pause that will do for that, in milliseconds. */
const PAUSE_MS = 200;

/** Paragraphs of what others made: one after each change of speaker, cut where they read well. */
export function paragraphsOfRuns(runs: readonly Run[]): Paragraph[] {
	const joined: { speaker: string | undefined; words: Word[] }[] = [];
	for (const { speaker, words } of runs) {
		let last = joined.at(-1);
		if (last === undefined || last.speaker !== speaker) {
			last = { speaker, words: [] };
			joined.push(last);
		}
		for (const word of words) {
			last.words.push(word);
		}
	}
	return joined.flatMap(({ speaker, words }) =>
		paragraphEnds(words)
			.flatMap(({ first, end }) => cutWhereLong(words.slice(first, end)))
			.map((words) => ({ ...(speaker !== undefined && { speaker }), words })),
	);
}

function cutWhereLong(words: readonly Word[]): Word[][] {
	const pieces: Word[][] = [];
	let piece: Word[] = [];
	let length = 0;
	for (const [index, word] of words.entries()) {
		piece.push(word);
		length += word.text.length + 1;
		const pauseMs = (words[index + 1]?.start ?? word.end) - word.end;
		if (length >= LONG && pauseMs >= PAUSE_MS) {
			pieces.push(piece);
			piece = [];
			length = 0;
		}
	}
	return piece.length > 0 ? [...pieces, piece] : pieces;
}
