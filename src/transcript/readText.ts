import type { Format } from "./formats.ts";
import { fromJson } from "./json.ts";
import { currentScript } from "./savedTranscript.ts";
import { nameOf, type Script, saidParagraphs, textOf } from "./script.ts";
import { toTxt } from "./txt.ts";

/** What is read as one. */
export interface ReadParagraph {
	readonly text: string;
	/** As a person reads it; absent where speakers are not told apart, or stand in the text. */
	readonly speaker?: string;
	/** In milliseconds from the recording's start; absent where the file keeps no times apart. */
	readonly start?: number;
	readonly end?: number;
}

/** A transcript as text. */
export interface ReadText {
	readonly text: string;
	readonly paragraphs: readonly ReadParagraph[];
	readonly transcriptId?: string;
	/** AssemblyAI's code. */
	readonly language?: string;
}

/**
 * Reads a transcript in a format. Only JSON keeps speakers and times apart from
 * the text; in the others both stay where they stand.
 *
 * @param name - of the recording.
 * @throws NoTranscript
 */
export function readText(format: Format, text: string, name: string): ReadText {
	if (format !== "json") {
		const plain = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
		return { text: plain, paragraphs: blocksOf(plain) };
	}
	const saved = fromJson(text, name);
	const { id, language_code: language } = saved.transcript;
	const script = currentScript(saved);
	return {
		text: toTxt(script),
		paragraphs: paragraphsOf(script),
		transcriptId: id,
		...(language != null && { language }),
	};
}

function paragraphsOf(script: Script): ReadParagraph[] {
	return saidParagraphs(script).map(({ speaker, words }) => {
		const [first, last] = [words[0], words.at(-1)];
		return {
			text: textOf(words),
			...(speaker !== undefined && { speaker: nameOf(speaker, script.names) }),
			...(first && { start: first.start }),
			...(last && { end: last.end }),
		};
	});
}

function blocksOf(text: string): ReadParagraph[] {
	return text
		.split(/\n{2,}/)
		.map((block) => ({ text: block.trim() }))
		.filter((block) => block.text !== "");
}
