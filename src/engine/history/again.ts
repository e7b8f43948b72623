import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { isAddress } from "../../address/address.ts";
import { hasCode } from "../../files/write.ts";
import { endingOf } from "../../transcript/formats.ts";
import type { NewJob } from "../engine.ts";
import type { PlannedOutput } from "../job.ts";
import { filesOf } from "../outputPlan.ts";
import { type HistoryRecord, sha256OfText } from "./record.ts";

/** A file that a person has edited, and the new one that was written beside it. */
export interface EditedFile {
	/** Absolute path of what stood there. */
	readonly old: string;
	/** Absolute path of what was written in its place. */
	readonly fresh: string;
	readonly isEdited: boolean;
}

/**
 * The same job once more, with the settings that are kept with it. Its files
 * take the place of the old ones as long as nobody has edited those.
 *
 * @param unedited - SHA-256 of all that was ever written there.
 */
export function againOf(
	record: HistoryRecord,
	unedited: readonly string[],
): NewJob {
	const {
		id: _,
		command: __,
		createdAt: ___,
		isRecorded: ____,
		...asked
	} = record.spec;
	const { formats } = asked.output;
	return {
		...asked,
		source: record.source,
		output: { stem: stemOf(record), formats, ifExists: "keepBoth", unedited },
	};
}

/**
 * The files of a job that found edited ones in its place.
 *
 * @param outputs - what it has written, in the order of its formats.
 * @returns none where it has written where it was to.
 */
export async function editedFilesOf(
	output: PlannedOutput,
	outputs: readonly string[],
): Promise<EditedFile[]> {
	const planned = filesOf(output);
	if (output.unedited === undefined || planned[0] === outputs[0]) {
		return [];
	}
	const unedited = new Set(output.unedited);
	const files = planned.flatMap((old, index) => {
		const fresh = outputs[index];
		return fresh === undefined ? [] : [{ old, fresh }];
	});
	return Promise.all(
		files.map(async (file) => {
			const sha256 = await sha256OfFile(file.old);
			const isEdited = sha256 !== undefined && !unedited.has(sha256);
			return { ...file, isEdited };
		}),
	);
}

/** The SHA-256 of a text file; absent where there is none. */
export async function sha256OfFile(file: string): Promise<string | undefined> {
	try {
		return sha256OfText(await readFile(file, "utf8"));
	} catch (error) {
		if (hasCode(error, "ENOENT", "EISDIR")) {
			return undefined;
		}
		throw error;
	}
}

/** Where the files are; those that are nowhere would be beside their recording. */
function stemOf({ source, spec, outputs }: HistoryRecord): string {
	const { stem, formats } = spec.output;
	const [format] = formats;
	const [first] = outputs;
	const ending = format && endingOf(format);
	if (first !== undefined && ending && first.path.endsWith(ending)) {
		return first.path.slice(0, -ending.length);
	}
	if (isAddress(source) || source === spec.source) {
		return stem;
	}
	const { dir, name } = path.parse(source);
	return path.join(dir, name);
}
