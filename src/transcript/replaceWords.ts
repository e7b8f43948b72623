import { diffArrays } from "diff";
import type { Word } from "./script.ts";
import { lengthOf, share } from "./share.ts";
import type { Span } from "./times.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** Words that are added take at most so much of a silence, in milliseconds a character: slow speech. */
const MS_A_CHARACTER = 80;

/** With less of a silence than this, in milliseconds a character, nobody could have said them there. */
const MIN_MS_A_CHARACTER = 25;

/** With more words that differ a comparison takes longer than its result is worth. */
const MAX_DIFFERENCES = 400;

/** Words, and what stands in their place: the same, where they stay. */
interface Part {
	readonly old: Word[];
	readonly tokens: Token[];
	readonly stays: boolean;
}

/** What stands around the words that are replaced. */
interface Surroundings {
	/** The word of the same paragraph that stands before. */
	readonly before: Word | undefined;
	/** The same, after. */
	readonly after: Word | undefined;
	/**
	 * From the end of the speech before to the start of the speech after,
	 * whichever paragraph that is in.
	 */
	readonly silence: Span;
}

/**
 * What words become where a person wrote a text in their place. Those that
 * stand in both keep their times and confidence; the others share, by their
 * length, the span of those that they take the place of. Words that take no
 * other's place are put into the silence where they are; where there is none
 * they share the span of the word beside them.
 */
export function replaceWords(
	old: readonly Word[],
	text: string,
	around: Surroundings,
): Word[] {
	const parts = partsOf(old, tokensOf(text, old));
	makeRoom(parts, around);
	return parts.flatMap(({ old, tokens, stays }, index) => {
		if (stays) {
			return old.map((word, at) => joinedAs(word, tokens[at]));
		}
		const { after } = beside(parts, index, around);
		return share(
			tokens,
			spanOf(old) ?? silenceFor(parts, index, around),
			after?.start ?? around.silence.end,
		);
	});
}

/** What stays and what changes, in turn. */
function partsOf(old: readonly Word[], tokens: readonly Token[]): Part[] {
	const changes = diffArrays(
		old.map(({ text }) => text),
		tokens.map(({ text }) => text),
		{ maxEditLength: MAX_DIFFERENCES },
	);
	if (changes === undefined) {
		return [{ old: [...old], tokens: [...tokens], stays: false }];
	}
	const parts: Part[] = [];
	let [at, taken] = [0, 0];
	for (const { count, removed, added } of changes) {
		const stays = !added && !removed;
		const words = added ? [] : old.slice(at, at + count);
		const given = removed ? [] : tokens.slice(taken, taken + count);
		at += words.length;
		taken += given.length;
		const last = parts.at(-1);
		if (last === undefined || last.stays || stays) {
			parts.push({ old: words, tokens: given, stays });
		} else {
			// What was removed and what was added there are one change.
			parts.splice(-1, 1, {
				old: last.old.concat(words),
				tokens: last.tokens.concat(given),
				stays: false,
			});
		}
	}
	return parts;
}

/** Joins what is only added, and has no room where it is, with a word beside it. */
function makeRoom(parts: readonly Part[], around: Surroundings): void {
	for (const [index, { old, tokens, stays }] of parts.entries()) {
		const { start, end } = silenceFor(parts, index, around);
		const hasRoom = end - start >= MIN_MS_A_CHARACTER * lengthOf(tokens);
		if (stays || old.length > 0 || hasRoom) {
			continue;
		}
		const [former, next] = [parts[index - 1], parts[index + 1]];
		if (former !== undefined) {
			old.unshift(...former.old.splice(-1));
			tokens.unshift(...former.tokens.splice(-1));
		} else if (next !== undefined) {
			old.push(...next.old.splice(0, 1));
			tokens.push(...next.tokens.splice(0, 1));
		}
	}
}

/** From the first word to the last; absent where there are none. */
function spanOf(words: readonly Word[]): Span | undefined {
	const [first, last] = [words[0], words.at(-1)];
	return first && last
		? { start: first.start, end: Math.max(first.start, last.end) }
		: undefined;
}

/** The old words before and after a part. */
function beside(
	parts: readonly Part[],
	index: number,
	around: Surroundings,
): { readonly before: Word | undefined; readonly after: Word | undefined } {
	const hasWords = ({ old }: Part) => old.length > 0;
	return {
		before:
			parts.slice(0, index).findLast(hasWords)?.old.at(-1) ?? around.before,
		after: parts.slice(index + 1).find(hasWords)?.old[0] ?? around.after,
	};
}

/** The place of words that are added: in the silence, next to the word that is nearest. */
function silenceFor(
	parts: readonly Part[],
	index: number,
	around: Surroundings,
): Span {
	const { before, after } = beside(parts, index, around);
	const end = after?.start ?? around.silence.end;
	const start = Math.min(end, before?.end ?? around.silence.start);
	const wanted = MS_A_CHARACTER * lengthOf(parts[index]?.tokens ?? []);
	return before === undefined && after !== undefined
		? { start: Math.max(start, end - wanted), end }
		: { start, end: Math.min(end, start + wanted) };
}

/** The same object wherever nothing differs. */
function joinedAs(word: Word, token: Token | undefined): Word {
	const isJoined = token?.isJoined ?? false;
	if ((word.isJoined ?? false) === isJoined) {
		return word;
	}
	const { isJoined: _, ...rest } = word;
	return isJoined ? { ...rest, isJoined } : rest;
}
