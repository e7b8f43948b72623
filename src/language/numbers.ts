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
