import type { Transcript } from "assemblyai";

interface SpokenWord {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly confidence: number;
	readonly speaker: string | null;
}

/** How somebody speaks, in milliseconds. */
interface Pace {
	/** When the first word begins. @default 0 */
	readonly from?: number;
	/** A word. @default 300 */
	readonly wordMs?: number;
	/** Between words. @default 50 */
	readonly silenceMs?: number;
}

/** Words one after the other; `[2000]` between them is a silence of two seconds. */
export function wordsOf(
	text: string,
	{ from = 0, wordMs = 300, silenceMs = 50 }: Pace = {},
	speaker: string | null = null,
): SpokenWord[] {
	const words: SpokenWord[] = [];
	let now = from;
	for (const part of text.split(" ")) {
		const [, silence] = /^\[(\d+)\]$/.exec(part) ?? [];
		if (silence !== undefined) {
			now += Number(silence) - silenceMs;
			continue;
		}
		const start = now;
		now += wordMs;
		words.push({ text: part, start, end: now, confidence: 0.9, speaker });
		now += silenceMs;
	}
	return words;
}

/** What the service answers where speakers were not asked for. */
export function spoken(text: string, pace?: Pace): Transcript {
	const words = wordsOf(text, pace);
	return asTranscript({
		text: words.map((word) => word.text).join(" "),
		words,
		utterances: null,
	});
}

/** What it answers where they were: a turn each. */
export function conversation(
	...turns: readonly [speaker: string, text: string, pace?: Pace][]
): Transcript {
	const utterances = turns.map(([speaker, text, pace]) => {
		const words = wordsOf(text, pace, speaker);
		return {
			speaker,
			words,
			text: words.map((word) => word.text).join(" "),
			start: words[0]?.start,
			end: words.at(-1)?.end,
		};
	});
	return asTranscript({
		words: utterances.flatMap(({ words }) => words),
		utterances,
	});
}

/** A transcript with these fields, as the service gives it. */
export function asTranscript(fields: object): Transcript {
	return {
		id: "5a1d0c11-0008",
		status: "completed",
		language_code: "en",
		...fields,
	} as unknown as Transcript;
}
