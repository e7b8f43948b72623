import type { Transcript, TranscriptWord } from "assemblyai";
import { paragraphEnds } from "./paragraphs.ts";

/** A word and when it is heard; times in milliseconds from the recording's start. */
export interface Word {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	/** From 0 to 1; absent where nobody measured it. */
	readonly confidence?: number;
	/** Whether it follows the word before without a space, as in Japanese. */
	readonly isJoined?: true;
}

/** A stretch of speech that reads as one, by one speaker where that is known. */
export interface Paragraph {
	/** As the service tells them apart: `A`, `B`, or a channel's number. */
	readonly speaker?: string;
	readonly words: readonly Word[];
}

/** What was said, as all formats and the transcript view show it. */
export interface Script {
	readonly paragraphs: readonly Paragraph[];
	/** Names that a person gave to speakers, by {@link Paragraph.speaker}. */
	readonly names: Readonly<Record<string, string>>;
}

/**
 * The script of a transcript: a paragraph an utterance where speakers were
 * asked for, else cut at sentence ends, by pauses and length. Every word of
 * the service's is kept, in its order.
 */
export function scriptOf(transcript: Transcript): Script {
	return { paragraphs: paragraphsOf(transcript), names: {} };
}

function paragraphsOf(transcript: Transcript): Paragraph[] {
	const { utterances, text } = transcript;
	if (utterances != null && utterances.length > 0) {
		return utterances.map(({ speaker, channel, words, ...whole }) => ({
			speaker: speaker ?? channel ?? "",
			words:
				words?.length > 0
					? wordsOf(words, whole.text)
					: spread(whole.text, whole),
		}));
	}
	const words =
		transcript.words != null && transcript.words.length > 0
			? wordsOf(transcript.words, text ?? "")
			: spread(text ?? "", {
					start: 0,
					end: (transcript.audio_duration ?? 0) * 1000,
				});
	return paragraphEnds(words).map(({ first, end }) => ({
		words: words.slice(first, end),
	}));
}

/** Words, each joined to the one before where the service's own text has no space between them. */
function wordsOf(words: readonly TranscriptWord[], text: string): Word[] {
	let at = 0;
	return words.map(({ text: word, start, end, confidence }, index) => {
		const found = text.indexOf(word, at);
		const isJoined = index > 0 && found === at && word !== "";
		at = found === -1 ? at : found + word.length;
		return {
			text: word,
			start,
			end,
			...(confidence != null && { confidence }),
			...(isJoined && { isJoined }),
		};
	});
}

/** A text without times: its words share the span evenly. */
function spread(
	text: string,
	{ start, end }: { readonly start: number; readonly end: number },
): Word[] {
	const words = text.split(/\s+/u).filter((word) => word !== "");
	const each = Math.max(0, end - start) / Math.max(1, words.length);
	return words.map((word, index) => ({
		text: word,
		start: Math.round(start + index * each),
		end: Math.round(start + (index + 1) * each),
	}));
}

/** Words as a person writes them in a row. */
export function textOf(words: readonly Word[]): string {
	return words
		.map(({ text, isJoined }, index) =>
			index === 0 || isJoined ? text : ` ${text}`,
		)
		.join("");
}

/** What a speaker is called: by the name given, else `Speaker A`, or as the service names people. */
export function nameOf(
	speaker: string,
	names: Readonly<Record<string, string>>,
): string {
	const given = Object.hasOwn(names, speaker) ? names[speaker] : undefined;
	return (
		given ??
		(/^([A-Z]{1,2}|\d+)$/.test(speaker) ? `Speaker ${speaker}` : speaker)
	);
}

/** Whether nothing was said. */
export function isEmpty({ paragraphs }: Script): boolean {
	return paragraphs.every(({ words }) => textOf(words).trim() === "");
}
