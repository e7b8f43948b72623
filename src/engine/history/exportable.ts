import * as path from "node:path";
import { exists } from "../../files/exists.ts";
import { endingOf, FORMATS } from "../../transcript/formats.ts";
import type { History } from "./history.ts";
import type { HistoryRecord } from "./record.ts";

/** What a transcript can be made from again: a record, or a transcript's JSON. */
export type Exportable =
	| { readonly record: HistoryRecord }
	| { readonly file: string };

/**
 * The transcript of a recording, or the one that a file holds: its own JSON,
 * the latest in the history, else the JSON beside it.
 *
 * @param file - absolute path of a recording or a transcript.
 * @returns absent where there is none.
 */
export async function exportableOf(
	file: string,
	history: History,
): Promise<Exportable | undefined> {
	if (isTranscriptJson(file)) {
		return { file };
	}
	for await (const record of history.all()) {
		const isOutput = record.outputs.some((output) => output.path === file);
		if (record.source === file || isOutput) {
			return { record };
		}
	}
	for (const stem of stemsOf(file)) {
		const json = stem + endingOf("json");
		if (await exists(json)) {
			return { file: json };
		}
	}
	return undefined;
}

function isTranscriptJson(file: string): boolean {
	return file.endsWith(endingOf("json"));
}

/** Of `talk.mp3` both `talk` and `talk.mp3`; of `talk.txt` only `talk`. */
function stemsOf(file: string): string[] {
	const format = FORMATS.find((each) => file.endsWith(endingOf(each)));
	if (format !== undefined) {
		return [file.slice(0, -endingOf(format).length)];
	}
	const { dir, name } = path.parse(file);
	return [path.join(dir, name), file];
}
