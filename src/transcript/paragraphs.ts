import type { Transcript, TranscriptWord } from "assemblyai";

/** A stretch of text that reads as one, by one speaker where that is known. */
export interface Paragraph {
	readonly speaker: string | undefined;
	readonly text: string;
}

/** A silence this long between two sentences starts a new paragraph, in milliseconds. */
const PAUSE_MS = 1500;

/** A paragraph that is this long ends with its sentence, in characters. */
const LONG_PARAGRAPH = 600;

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
		const isEnd =
			next === undefined ||
			(SENTENCE_END.test(word.text) &&
				(next.start - word.end >= PAUSE_MS || length >= LONG_PARAGRAPH));
		if (isEnd) {
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
