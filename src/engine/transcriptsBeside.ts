import { access, readFile } from "node:fs/promises";
import * as path from "node:path";
import { hasMediaExtension } from "../media/extensions.ts";
import { endingOf, FORMATS, type Format } from "../transcript/formats.ts";
import { type ReadText, readText } from "../transcript/readText.ts";

/** A transcript's file. */
export interface TranscriptFile {
	/** Absolute path. */
	readonly file: string;
	readonly format: Format;
}

/** A transcript that was read. */
export type ReadFile = TranscriptFile &
	ReadText & {
		/** What the file holds, as it is. */
		readonly content: string;
	};

/** The format that a file's name is that of; absent for any other file. */
function formatOf(file: string): Format | undefined {
	// The longest ending counts: `talk.transcript.json` is no `.json` of anything else.
	return FORMATS.find((format) =>
		file.toLowerCase().endsWith(endingOf(format)),
	);
}

/**
 * The transcripts that stand beside a recording, `talk.txt` or `talk.mp3.txt`
 * beside `talk.mp3`, in the order of the formats; those with its whole name
 * count where there are any.
 *
 * @param recording - absolute path.
 */
export async function transcriptsBeside(
	recording: string,
): Promise<TranscriptFile[]> {
	const { dir, name } = path.parse(recording);
	for (const stem of [recording, path.join(dir, name)]) {
		const found: TranscriptFile[] = [];
		for (const format of FORMATS) {
			const file = stem + endingOf(format);
			if (file !== recording && (await isThere(file))) {
				found.push({ file, format });
			}
		}
		if (found.length > 0) {
			return found;
		}
	}
	return [];
}

/**
 * Reads the transcript of a recording, or in a file.
 *
 * @param file - absolute path of a recording or a transcript.
 * @param order - the formats to be read, the best one first.
 * @returns absent where there is none.
 * @throws NoTranscript; the file system's errors
 */
export async function readTranscriptOf(
	file: string,
	order: readonly Format[],
): Promise<ReadFile | undefined> {
	// Whisper's programs write `talk.json`.
	const format = formatOf(file) ?? (/\.json$/i.test(file) ? "json" : undefined);
	const candidates =
		format !== undefined && !hasMediaExtension(file)
			? [{ file, format }]
			: await transcriptsBeside(file);
	const best = order
		.map((each) => candidates.find((candidate) => candidate.format === each))
		.find((candidate) => candidate !== undefined);
	if (best === undefined || !(await isThere(best.file))) {
		return undefined;
	}
	const content = await readFile(best.file, "utf8");
	return {
		...best,
		content,
		...readText(path.basename(best.file), content),
	};
}

async function isThere(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false,
	);
}
