import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { hasCode } from "../../files/write.ts";
import { listed } from "../../language/numbers.ts";
import { endingOf, FORMATS, render } from "../../transcript/formats.ts";
import type { SavedTranscript } from "../../transcript/savedTranscript.ts";

/** A file in another format that was made from the transcript it stands beside. */
export interface Sibling {
	readonly file: string;
	/** What it is to hold now. */
	readonly content: string;
	/** Whether somebody changed it since it was made. */
	readonly isForeign: boolean;
}

const JSON_ENDING = endingOf("json");

/**
 * The files beside a transcript that no longer hold what it says. Only those
 * that are there: nothing is made that a person did not ask for or has taken
 * away. One that does not hold what would be made of the transcript as it was
 * before has been changed by somebody.
 *
 * @param file - `talk.transcript.json`; others have no such files.
 */
export async function outdatedSiblings(
	file: string,
	before: SavedTranscript,
	now: SavedTranscript,
): Promise<Sibling[]> {
	if (!file.endsWith(JSON_ENDING)) {
		return [];
	}
	const stem = file.slice(0, -JSON_ENDING.length);
	const siblings: Sibling[] = [];
	for (const format of FORMATS.filter((each) => each !== "json")) {
		const sibling = stem + endingOf(format);
		const there = await contentOf(sibling);
		if (there === undefined) {
			continue;
		}
		// git may have changed the line ends: they stay as they are there.
		const end = there.includes("\r\n") ? "\r\n" : "\n";
		const made = (saved: SavedTranscript) =>
			render(format, saved).replaceAll("\n", end);
		const content = made(now);
		if (there !== content) {
			const isForeign = there !== made(before);
			siblings.push({ file: sibling, content, isForeign });
		}
	}
	return siblings;
}

/** Absent where there is no file. */
async function contentOf(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if (hasCode(error, "ENOENT", "EISDIR")) {
			return undefined;
		}
		throw error;
	}
}

/** The names of files, as a person reads them. */
export function namesOf(siblings: readonly Sibling[]): string {
	return listed(siblings.map(({ file }) => path.basename(file)));
}
