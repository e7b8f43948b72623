// Netflix's Timed Text Style Guide, General Requirements and Subtitle Timing Guidelines.

/** 5/6 of a second. */
export const MIN_MS = 834;
export const MAX_MS = 7000;
/** Two frames, at 23.976 a second. */
export const GAP_MS = 84;
/** Half a second: a shorter gap looks like a flicker, and is closed to {@link GAP_MS}. */
export const CHAIN_MS = 500;

/** How much of a script's text can be shown at once, and read in time. */
export interface Legibility {
	/** Columns a line; a wide character takes two. */
	readonly lineColumns: number;
	/** How fast people read. */
	readonly columnsPerSecond: number;
}

/** English and most others: 42 characters a line, 20 a second. */
const ALPHABETS: Legibility = { lineColumns: 42, columnsPerSecond: 20 };

/** By script, each as Netflix's guide for captions in that language has it: 16 wide characters a line, and the speed in wide characters. */
const SCRIPTS: readonly {
	readonly letters: RegExp;
	readonly legibility: Legibility;
}[] = [
	{
		letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
		legibility: { lineColumns: 32, columnsPerSecond: 2 * 7 },
	},
	{
		letters: /\p{Script=Hangul}/gu,
		legibility: { lineColumns: 32, columnsPerSecond: 2 * 14 },
	},
	{
		letters: /\p{Script=Han}/gu,
		legibility: { lineColumns: 32, columnsPerSecond: 2 * 11 },
	},
	{
		letters: /\p{Script=Thai}/gu,
		legibility: { lineColumns: 35, columnsPerSecond: 20 },
	},
];

/** Japanese is a mixture: a quarter of kana tells it from Chinese. */
const SHARE = 0.25;

/** What the script allows that most of a text is written in. */
export function legibilityOf(text: string): Legibility {
	const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
	const total = count(/\p{L}/gu);
	return (
		SCRIPTS.find(({ letters }) => count(letters) > total * SHARE)?.legibility ??
		ALPHABETS
	);
}
