import type { Paragraph, Script } from "../../transcript/script.ts";
import { lastNotAbove } from "./paragraphText.ts";

/** A word's place in a script, by index. */
export interface WordPlace {
	readonly paragraph: number;
	readonly word: number;
}

/** How many paragraphs that began earlier may still go on, where people talk at once. */
const MAX_AT_ONCE = 4;

const known = new WeakMap<Paragraph, Float64Array>();

/**
 * Finds words by time and times by word. Where times are broken, missing or
 * go back, a word has that of the one before it.
 */
export class WordTimes {
	readonly #paragraphs: readonly Paragraph[];
	/** Paragraphs in the order in which they begin, as indices; those without a time left out. */
	readonly #order: readonly number[];
	readonly #starts: Float64Array;

	constructor({ paragraphs }: Script) {
		this.#paragraphs = paragraphs;
		const timed = paragraphs.flatMap((paragraph, index) => {
			const [start] = startsOf(paragraph);
			return start === undefined || start === Number.NEGATIVE_INFINITY
				? []
				: { index, start };
		});
		timed.sort((a, b) => a.start - b.start);
		this.#order = timed.map(({ index }) => index);
		this.#starts = Float64Array.from(timed, ({ start }) => start);
	}

	/** The word that is heard then, of several the one that began last; else the one heard last. Absent before the first. */
	at(timeMs: number): WordPlace | undefined {
		const last = lastNotAbove(this.#starts, timeMs);
		if (last === undefined) {
			return undefined;
		}
		const places = this.#order
			.slice(Math.max(0, last + 1 - MAX_AT_ONCE), last + 1)
			.flatMap((paragraph) => this.#within(paragraph, timeMs) ?? [])
			.sort((a, b) => (this.startOf(b) ?? 0) - (this.startOf(a) ?? 0));
		return (
			places.find(({ paragraph, word }) => {
				const end = this.#paragraphs[paragraph]?.words[word]?.end;
				return end !== undefined && end > timeMs;
			}) ?? places[0]
		);
	}

	/** When a word begins, in milliseconds; absent where nothing tells. */
	startOf({ paragraph, word }: WordPlace): number | undefined {
		const found = this.#paragraphs[paragraph];
		const start = found && startsOf(found)[word];
		return start === undefined || start < 0 ? undefined : start;
	}

	#within(paragraph: number, timeMs: number): WordPlace | undefined {
		const found = this.#paragraphs[paragraph];
		const word = found && lastNotAbove(startsOf(found), timeMs);
		return word === undefined ? undefined : { paragraph, word };
	}
}

/**
 * When each word begins, never before the word ahead of it. The first ones
 * without a time have that of the first with one, or none: minus infinity.
 */
function startsOf(paragraph: Paragraph): Float64Array {
	let starts = known.get(paragraph);
	if (starts === undefined) {
		let latest =
			paragraph.words.find(({ start }) => isTime(start))?.start ??
			Number.NEGATIVE_INFINITY;
		starts = Float64Array.from(paragraph.words, ({ start }) => {
			latest = isTime(start) ? Math.max(latest, start) : latest;
			return latest;
		});
		known.set(paragraph, starts);
	}
	return starts;
}

function isTime(time: number): boolean {
	return Number.isFinite(time) && time >= 0;
}
