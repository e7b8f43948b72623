import * as l10n from "@vscode/l10n";
import { languageTag } from "./language.ts";

/** A number as people read it: `1,000`. @param locale - `en` for logs and reports. */
export function grouped(count: number, locale = languageTag()): string {
	return new Intl.NumberFormat(locale).format(count);
}

/** Names in a row: `a`, `a and b`, `a, b, and c`. @param locale - `en` for logs and reports. */
export function listed(
	names: readonly string[],
	locale = languageTag(),
): string {
	return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

/** The first names, and how many more there are: `a.mp3, b.mp3 and 3 more`. */
export function firstOf(names: readonly string[], shown: number): string {
	const named = names.slice(0, shown).join(", ");
	return names.length > shown
		? l10n.t("{0} and {1} more", named, grouped(names.length - shown))
		: named;
}

/** One of some texts: `0.12 or 0.37`. */
export function either(texts: readonly string[]): string {
	return new Intl.ListFormat(languageTag(), { type: "disjunction" }).format(
		texts,
	);
}

/** The tag for dates: English ones as the most countries write them, `3 May`. */
export function dateTag(): string {
	const tag = languageTag();
	return tag === "en" ? "en-GB" : tag;
}
