import { nameOf, type Script, saidParagraphs, textOf } from "./script.ts";
import { readTranscriptFile } from "./transcriptFile.ts";
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

/** Text for people: taken as it stands, so that nothing that a person wrote there is left out. */
const PLAIN = /\.(txt|md)$/i;

/**
 * Reads a transcript in any format, with speakers and times where the file
 * keeps them apart from the text.
 *
 * @param name - the file's, without folders.
 * @throws NoTranscript
 */
export function readText(name: string, content: string): ReadText {
	if (PLAIN.test(name)) {
		const text = content.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
		return { text, paragraphs: blocksOf(text) };
	}
	const { script, saved } = readTranscriptFile(name, content);
	const { id, language_code: language } = saved(script).transcript;
	return {
		text: toTxt(script),
		paragraphs: paragraphsOf(script),
		...(id !== "" && { transcriptId: id }),
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
