import { plainText } from "./plainText.ts";
import {
	isEmpty,
	nameOf,
	type Script,
	saidParagraphs,
	textOf,
} from "./script.ts";

/** What stands in a file of a recording without words: an empty file would look like a fault. */
export const NO_SPEECH = "No speech was found in this recording.";

/**
 * A script as plain text: paragraphs divided by blank lines, each with its
 * speaker where another spoke before, and a line break at the end.
 */
export function toTxt(script: Script): string {
	if (isEmpty(script)) {
		return `${NO_SPEECH}\n`;
	}
	const { names } = script;
	const paragraphs = saidParagraphs(script);
	const texts = paragraphs.map(({ speaker, words }, index) => {
		const name = plainText(nameOf(speaker ?? "", names));
		return name === "" || speaker === paragraphs[index - 1]?.speaker
			? textOf(words)
			: `${name}: ${textOf(words)}`;
	});
	return `${texts.join("\n\n")}\n`;
}
