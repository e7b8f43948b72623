import type {
	Transcript,
	TranscriptUtterance,
	TranscriptWord,
} from "assemblyai";
import { paragraphEnds } from "./paragraphs.ts";
import { plainText } from "./plainText.ts";
import { believable, inOrder, type Span } from "./times.ts";
import { isIdeographicJoint } from "./writing.ts";

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
	/** None begins before the one before it has ended. */
	readonly words: readonly Word[];
}

/** What was said, as all formats and the transcript view show it. */
export interface Script {
	/** By when they begin. Those of two speakers may overlap. */
	readonly paragraphs: readonly Paragraph[];
	/** Names that a person gave to speakers, by {@link Paragraph.speaker}. */
	readonly names: Readonly<Record<string, string>>;
}

/**
 * The script of a transcript: each turn of a speaker, or all of it where
 * speakers were not asked for, is cut into paragraphs at sentence ends, by
 * pauses and length. Every word of the service's is kept, in its order; times
 * that cannot be true are put right by {@link inOrder}.
 */
export function scriptOf(transcript: Transcript): Script {
	const paragraphs = turnsOf(transcript).flatMap(({ speaker, words }) =>
		paragraphEnds(words).map(({ first, end }) => ({
			...(speaker !== undefined && { speaker }),
			words: words.slice(first, end),
		})),
	);
	return { paragraphs: paragraphs.sort(byStart), names: {} };
}

/** Sorts paragraphs by when they begin. */
export function byStart(a: Paragraph, b: Paragraph): number {
	return (a.words[0]?.start ?? 0) - (b.words[0]?.start ?? 0);
}

function turnsOf(transcript: Transcript): Paragraph[] {
	const { utterances, words, text, audio_duration } = transcript;
	if (utterances != null && utterances.length > 0) {
		let from = 0;
		return utterances.map((utterance) => {
			const turn = turnOf(utterance, from);
			from = turn.words.at(-1)?.end ?? from;
			return turn;
		});
	}
	const end = believable((audio_duration ?? 0) * 1000) ?? 0;
	return bySpeaker(words ?? [], text ?? "", { start: 0, end });
}

/** @param from - where it begins if it does not say so. */
function turnOf(utterance: TranscriptUtterance, from: number): Paragraph {
	const start = believable(utterance.start) ?? from;
	const end = Math.max(start, believable(utterance.end) ?? start);
	return {
		...speakerOf(utterance),
		words: wordsOf(utterance.words ?? [], utterance.text, { start, end }),
	};
}

/** Words that say themselves who spoke them, where the service gives no utterances. */
function bySpeaker(
	given: readonly TranscriptWord[],
	text: string,
	whole: Span,
): Paragraph[] {
	const heard = given.filter(isHeard);
	const turns: { speaker?: string; words: Word[] }[] = [];
	for (const [index, word] of wordsOf(heard, text, whole).entries()) {
		const who = speakerOf(heard[index] ?? {});
		const last = turns.at(-1);
		if (last !== undefined && last.speaker === who.speaker) {
			last.words.push(word);
		} else {
			turns.push({ ...who, words: [word] });
		}
	}
	return turns;
}

function speakerOf({
	speaker,
	channel,
}: {
	readonly speaker?: string | null;
	readonly channel?: string | null;
}): { readonly speaker?: string } {
	const name = speaker ?? channel ?? "";
	return name === "" ? {} : { speaker: name };
}

/** @param whole - when the text is heard, where its words say nothing of it. */
function wordsOf(
	given: readonly TranscriptWord[],
	text: string | null | undefined,
	whole: Span,
): Word[] {
	const heard = given.filter(isHeard);
	if (heard.length === 0) {
		return spread(text ?? "", whole);
	}
	const spans = inOrder(heard, whole.start);
	const joined = joints(heard, text ?? "");
	return heard.map(({ text: word, confidence }, index) => ({
		text: word,
		start: spans[index]?.start ?? whole.start,
		end: spans[index]?.end ?? whole.start,
		...(confidence != null && { confidence }),
		...(joined.has(index) && { isJoined: true }),
	}));
}

function isHeard({ text }: TranscriptWord): boolean {
	return text != null && plainText(text) !== "";
}

/** How far a word may be from where the service's text is expected to have it, in characters. */
const SEARCHED = 200;

/** Which words follow the one before without a space, going by the service's own text. */
function joints(words: readonly TranscriptWord[], text: string): Set<number> {
	const joined = new Set<number>();
	let at = 0;
	for (const [index, { text: word }] of words.entries()) {
		const ahead = text.slice(at, at + word.length + SEARCHED).indexOf(word);
		const before = words[index - 1]?.text;
		if (
			before !== undefined &&
			(ahead === 0 || isIdeographicJoint(before, word))
		) {
			joined.add(index);
		}
		at += ahead === -1 ? 0 : ahead + word.length;
	}
	return joined;
}

/** A text without times: its words share the span evenly. */
function spread(text: string, { start, end }: Span): Word[] {
	const words = text.split(/\s+/u).filter((word) => plainText(word) !== "");
	const each = (end - start) / Math.max(1, words.length);
	return words.map((word, index) => ({
		text: word,
		start: Math.round(start + index * each),
		end: Math.round(start + (index + 1) * each),
	}));
}

/** Words as a person writes them in a row, on one line. */
export function textOf(words: readonly Word[]): string {
	return plainText(
		words
			.map(({ text, isJoined }, index) =>
				index === 0 || isJoined ? text : ` ${text}`,
			)
			.join(""),
	);
}

/** All that was said, to tell its script and direction by. */
export function wholeText({ paragraphs }: Script): string {
	return paragraphs.map(({ words }) => textOf(words)).join(" ");
}

/** What a speaker is called: by the name given, else `Speaker A`, or as the service names people. */
export function nameOf(
	speaker: string,
	names: Readonly<Record<string, string>>,
): string {
	const given = Object.hasOwn(names, speaker) ? names[speaker] : undefined;
	return (
		given ??
		(/^(\d+[A-Z]?|[A-Z]{1,2})$/.test(speaker) ? `Speaker ${speaker}` : speaker)
	);
}

/** The paragraphs that are not blank, as a person's edits may leave them. */
export function saidParagraphs({ paragraphs }: Script): Paragraph[] {
	return paragraphs.filter(({ words }) => textOf(words) !== "");
}

/** Whether nothing was said. */
export function isEmpty({ paragraphs }: Script): boolean {
	return paragraphs.every(({ words }) => textOf(words) === "");
}
