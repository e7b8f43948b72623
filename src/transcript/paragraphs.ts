import type { Transcript, TranscriptWord } from "assemblyai";

/** A stretch of text that reads as one, by one speaker where that is known. */
export interface Paragraph {
	readonly speaker: string | undefined;
	readonly text: string;
}

/**
 * What ends a paragraph after a sentence: the longer it is already, in
 * characters, the shorter a silence will do, in milliseconds.
 */
const ENDS = [
	{ length: 0, pauseMs: 1500 },
	{ length: 250, pauseMs: 500 },
	{ length: 600, pauseMs: 0 },
] as const;

const SENTENCE_END = /[.!?…。！？؟۔]["'”’»)\]]*$/u;

/**
 * A transcript's text in paragraphs: one an utterance where speakers were
 * asked for, else cut at sentence ends, by pauses and length. Every word of
 * the service's text is kept, in its order.
 */
export function paragraphsOf(transcript: Transcript): Paragraph[] {
	const { utterances, words, text } = transcript;
	if (utterances != null && utterances.length > 0) {
		return utterances.map((utterance) => ({
			speaker: utterance.speaker,
			text: utterance.text,
		}));
	}
	if (words == null || words.length === 0) {
		const whole = text?.trim() ?? "";
		return whole === "" ? [] : [{ speaker: undefined, text: whole }];
	}
	return paragraphEnds(words).map(({ first, end }) => ({
		speaker: undefined,
		text: textOf(words.slice(first, end), text ?? ""),
	}));
}

/** Where paragraphs begin and end, as indices of words, the end not included. */
function paragraphEnds(
	words: readonly TranscriptWord[],
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
			(SENTENCE_END.test(word.text) && isEnd(next.start - word.end))
		) {
			paragraphs.push({ first, end: index + 1 });
			first = index + 1;
			length = 0;
		}
	}
	return paragraphs;
}

/** Words joined as the service's own text joins them: with spaces, or without as in Japanese. */
function textOf(words: readonly TranscriptWord[], text: string): string {
	const spaced = words.map((word) => word.text).join(" ");
	const joined = words.map((word) => word.text).join("");
	return !text.includes(spaced) && text.includes(joined) ? joined : spaced;
}
