import { paragraphsOfRuns, type Run } from "../runs.ts";
import type { Script, Word } from "../script.ts";
import { share } from "../share.ts";
import { type Token, tokensOf } from "../tokens.ts";
import { type HeardSegment, segmentsOf } from "./segments.ts";

/** What a Whisper program heard, as a script; absent where a value is no such program's. */
export function readWhisper(value: unknown): Script | undefined {
	const segments = segmentsOf(value);
	return (
		segments && {
			paragraphs: paragraphsOfRuns(segments.flatMap(runsOf)),
			names: {},
		}
	);
}

function runsOf(segment: HeardSegment): Run[] {
	if (segment.words.length === 0) {
		const words = share(tokensOf(segment.text, []), segment);
		return [{ speaker: segment.speaker, words }];
	}
	return timed(segment, joinedAsIn(segment)).map((word, index) => ({
		speaker: segment.words[index]?.speaker ?? segment.speaker,
		words: word.text === "" ? [] : [word],
	}));
}

/** The words' texts, joined where the segment's text has no space between them. */
function joinedAsIn({ words, text }: HeardSegment): Token[] {
	let at = 0;
	return words.map((heard, index) => {
		const word = heard.text.trim();
		const found = text.indexOf(word, at);
		const isJoined = index > 0 && word !== "" && found === at;
		at = found === -1 ? at : found + word.length;
		return { text: word, isJoined };
	});
}

/** Words with times; those that have none share the time between their neighbours. */
function timed(segment: HeardSegment, tokens: readonly Token[]): Word[] {
	const timed: Word[] = [];
	for (let index = 0; index < tokens.length; ) {
		const { start, end, confidence } = segment.words[index] ?? {};
		const token = tokens[index];
		if (token && start !== undefined && end !== undefined) {
			timed.push({
				text: token.text,
				start,
				end,
				...(confidence !== undefined && { confidence }),
				...(token.isJoined && { isJoined: true }),
			});
			index++;
			continue;
		}
		const first = index;
		while (index < tokens.length && segment.words[index]?.start === undefined) {
			index++;
		}
		const from = timed.at(-1)?.end ?? segment.start;
		const to = segment.words[index]?.start ?? segment.end;
		const span = { start: from, end: Math.max(from, to) };
		for (const word of share(tokens.slice(first, index), span)) {
			timed.push(word);
		}
	}
	return timed;
}
