import * as l10n from "@vscode/l10n";

/**
 * Says a sentence: the English one, with `{0}`, `{1}` … for what is put in.
 * `npm run l10n` finds the sentences by the names `l10n.t` and `say`.
 */
export type Say = (
	message: string,
	...args: readonly (string | number)[]
) => string;

/** In VS Code's language, for what a person sees in its window. */
export const inOwnLanguage: Say = (message, ...args) =>
	l10n.t(message, ...args);

/** For the output, reports and files, which people of any language pass on. */
export const inEnglish: Say = (message, ...args) =>
	message.replace(/\{(\d+)\}/g, (hole, index) => String(args[index] ?? hole));

/**
 * The language that texts are shown in, as a tag such as `de`, for `Intl`:
 * VS Code's, where there are texts in it. A number must not look German in an
 * English sentence.
 */
export function languageTag(): string {
	return l10n.t({
		message: "en",
		comment: "The tag of this language, for numbers and dates: de, fr …",
	});
}

/** A sentence for a person, and for the log. */
export interface Told {
	/** In English. */
	readonly sentence: string;
	/** In VS Code's language. */
	readonly shown: string;
}

/** Says a sentence in both languages. @param make - says it in the one that it is given. */
export function inBoth(make: (say: Say) => string): Told {
	return { sentence: make(inEnglish), shown: make(inOwnLanguage) };
}
