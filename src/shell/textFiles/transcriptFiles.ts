import { access } from "node:fs/promises";
import * as path from "node:path";
import { endingOf, FORMATS } from "../../transcript/formats.ts";

/** The JSON of a transcript. */
export const JSON_ENDING = endingOf("json");

/** The files of one transcript: those of one stem, in whatever formats are there. */
export async function filesOfTranscript(file: string): Promise<string[]> {
	const stem = file.replace(/(\.transcript\.json|\.[^./\\]*)$/i, "");
	const files = FORMATS.map((format) => stem + endingOf(format));
	const there = await Promise.all(files.map(exists));
	return files.filter((_, index) => there[index]);
}

/** The file of a transcript that the transcript view shows best: the JSON, else the file itself. */
export async function shownFor(file: string): Promise<string> {
	const files = await filesOfTranscript(file);
	return files.find((each) => each.endsWith(JSON_ENDING)) ?? path.resolve(file);
}

async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}
