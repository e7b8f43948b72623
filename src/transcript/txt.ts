import { isEmpty, nameOf, type Script, textOf } from "./script.ts";

/** What stands in a file of a recording without words: an empty file would look like a fault. */
export const NO_SPEECH = "No speech was found in this recording.";

/**
 * A script as plain text: paragraphs divided by blank lines, each with its
 * speaker where speakers were asked for, and a line break at the end.
 */
export function toTxt(script: Script): string {
	if (isEmpty(script)) {
		return `${NO_SPEECH}\n`;
	}
	const paragraphs = script.paragraphs.map(({ speaker, words }) =>
		speaker === undefined
			? textOf(words)
			: `${nameOf(speaker, script.names)}: ${textOf(words)}`,
	);
	return `${paragraphs.join("\n\n")}\n`;
}
