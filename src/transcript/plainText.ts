/**
 * Controls and line ends, and the marks that turn text around beyond their own
 * word (embeddings, overrides and isolates of UAX #9): in a word they could
 * break a file's layout, or make it read as what was not said.
 */
const UNPRINTABLE = /[\p{Cc}\u2028-\u202E\u2066-\u2069\uFEFF]+/gu;

/** A word's or a name's text on one line, safe to put into a file of text. */
export function plainText(text: string): string {
	return text.replace(UNPRINTABLE, " ").toWellFormed().trim();
}
