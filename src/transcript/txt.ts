import type { Transcript } from "assemblyai";
import { paragraphsOf } from "./paragraphs.ts";

/** What stands in a file of a recording without words: an empty file would look like a fault. */
export const NO_SPEECH = "No speech was found in this recording.";

/**
 * A transcript as plain text: paragraphs divided by blank lines, each with its
 * speaker where speakers were asked for, and a line break at the end.
 */
export function toTxt(transcript: Transcript): string {
	const paragraphs = paragraphsOf(transcript).map(({ speaker, text }) =>
		speaker === undefined ? text : `Speaker ${speaker}: ${text}`,
	);
	return `${paragraphs.join("\n\n") || NO_SPEECH}\n`;
}
