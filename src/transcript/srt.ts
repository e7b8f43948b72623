import { type Caption, captionsOf } from "./captions/captions.ts";
import { clock } from "./clock.ts";
import { hasRightToLeft, isRightToLeft } from "./direction.ts";
import { isEmpty, type Script, wholeText } from "./script.ts";
import { NO_SPEECH } from "./txt.ts";

/** How long a file of a recording without words says so, in milliseconds. */
const NOTICE_MS = 5000;

/** U+202B and U+202C: players show a line from left to right unless it says so itself. */
const RIGHT_TO_LEFT = { begin: "\u202B", end: "\u202C" } as const;

/** What keeps players from taking what was said for a tag or a time; it is not seen. */
const WORD_JOINER = "\u2060";

/**
 * A script as SubRip captions, numbered from 1. A caption begins with its
 * speaker's name where another spoke before it.
 *
 * @param language - the service's code, where it is known.
 */
export function toSrt(script: Script, language?: string): string {
	const captions = isEmpty(script)
		? [{ start: 0, end: NOTICE_MS, lines: [NO_SPEECH] }]
		: captionsOf(script, { language, named: true });
	const isFromRight = isRightToLeft(wholeText(script));
	return captions
		.map((caption, index) => block(caption, index + 1, isFromRight))
		.join("\n");
}

function block(
	{ start, end, lines }: Caption,
	number: number,
	isFromRight: boolean,
): string {
	const text = lines.map((line) => {
		const shown = harmless(line);
		return isRightToLeft(line) || (isFromRight && hasRightToLeft(line))
			? RIGHT_TO_LEFT.begin + shown + RIGHT_TO_LEFT.end
			: shown;
	});
	return `${number}\n${clock(start, ",")} --> ${clock(end, ",")}\n${text.join("\n")}\n`;
}

/** A text that players show as it is: SubRip knows no escapes. */
export function harmless(line: string): string {
	return line
		.replaceAll(/<(?=[a-z/!])/gi, `<${WORD_JOINER}`)
		.replaceAll("{\\", `{${WORD_JOINER}\\`)
		.replaceAll("-->", `--${WORD_JOINER}>`);
}
