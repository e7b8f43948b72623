import { plainText } from "./plainText.ts";

/**
 * What begins markup within a line, in CommonMark, GitHub's tables and
 * strikethrough, and the formulas of GitHub and VS Code.
 */
const MARKUP = /[\\`*_[\]<~|$]|&(?=#?\w+;)/g;

/** Where GitHub would make a link of an address by itself, with the escapes in it. */
const ADDRESS = /:(?=\/\/)|(?<=\bwww)\./gi;

/** Text that Markdown shows as it is, within a line that begins with something else. */
export function markdownText(text: string): string {
	return plainText(text).replace(MARKUP, "\\$&").replace(ADDRESS, "\\$&");
}

/** A link. @param target - encoded as an address is. */
export function markdownLink(text: string, target: string): string {
	return `[${markdownText(text)}](${target})`;
}
