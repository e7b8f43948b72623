import { paragraphsOfRuns } from "../runs.ts";
import type { Script, Word } from "../script.ts";
import { share } from "../share.ts";
import { tokensOf } from "../tokens.ts";
import { type CaptionFormat, type Cue, cuesOf } from "./cues.ts";
import { hasPrefix, type Turn, turnsOf } from "./payload.ts";
import { isRolling, withoutRepeats } from "./rolling.ts";

/** With less of their captions beginning with a name, files only have phrases like “Note:”. */
const PREFIXED_SHARE = 0.1;

/** What one voice says in a caption, as words. */
export interface SpokenTurn {
	/** The speaker, also where only an earlier caption names them. */
	readonly speaker: string | undefined;
	/** Whether this caption itself names the speaker. */
	readonly isNamed: boolean;
	readonly isBracketed: boolean;
	readonly words: readonly Word[];
}

/** A caption and its words. */
export interface SpokenCue {
	readonly cue: Cue;
	readonly turns: readonly SpokenTurn[];
}

/** Captions as a script, and where in the text each of them stands. */
export interface CaptionText {
	readonly text: string;
	readonly format: CaptionFormat;
	readonly cues: readonly SpokenCue[];
	/** Whether names stand before a colon, and hold until the next. */
	readonly hasPrefixes: boolean;
	/** Whether each caption repeats lines of the one before, as YouTube's do. */
	readonly isRolling: boolean;
	readonly script: Script;
}

/**
 * Reads SRT or WebVTT. Words share their caption's time by their length;
 * captions in a row by one speaker are one paragraph where they read as one.
 */
export function readCaptions(text: string, format: CaptionFormat): CaptionText {
	const given = cuesOf(text, format).map((cue) => ({
		cue,
		payload: text.slice(cue.payload.from, cue.payload.to),
	}));
	const rolling = isRolling(given);
	const captions = rolling ? withoutRepeats(given) : given;
	const hasPrefixes = namesSpeakers(captions, format);
	const cues: SpokenCue[] = [];
	let speaker: string | undefined;
	for (const { cue, payload } of captions) {
		const turns = turnsOf(payload, format, { hasPrefixes });
		const words = wordsOf(cue, turns);
		const spoken: SpokenTurn[] = [];
		for (const [index, turn] of turns.entries()) {
			speaker = turn.speaker ?? (hasPrefixes ? speaker : undefined);
			const last = spoken.at(-1);
			const own = words[index] ?? [];
			if (own.length === 0) {
				// Nothing but characters that cannot be seen: writing leaves it alone.
				continue;
			}
			if (last !== undefined && last.speaker === speaker) {
				spoken.splice(-1, 1, { ...last, words: last.words.concat(own) });
			} else {
				spoken.push({
					speaker,
					isNamed: turn.speaker !== undefined,
					isBracketed: turn.isBracketed === true,
					words: own,
				});
			}
		}
		cues.push({ cue, turns: spoken });
	}
	const paragraphs = paragraphsOfRuns(cues.flatMap(({ turns }) => turns));
	return {
		text,
		format,
		cues,
		hasPrefixes,
		isRolling: rolling,
		script: { paragraphs, names: {} },
	};
}

/**
 * Whether a name before a colon is a speaker's in a file. One that names
 * speakers does so from its beginning, or often; else it is a phrase.
 */
function namesSpeakers(
	captions: readonly { readonly payload: string }[],
	format: CaptionFormat,
): boolean {
	const spoken = captions.filter(({ payload }) => payload.trim() !== "");
	const named = spoken.map(({ payload }) => hasPrefix(payload, format));
	const count = named.filter((isNamed) => isNamed).length;
	return named[0] === true || count > PREFIXED_SHARE * spoken.length;
}

/** The words of each turn; all of them share the caption's time. */
function wordsOf(cue: Cue, turns: readonly Turn[]): Word[][] {
	const tokens = turns.map(({ text }) => tokensOf(text, []));
	const words = share(tokens.flat(), cue);
	let at = 0;
	return tokens.map(({ length }) => {
		at += length;
		return words.slice(at - length, at);
	});
}
