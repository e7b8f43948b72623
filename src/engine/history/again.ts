import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { isAddress } from "../../address/address.ts";
import { hasCode } from "../../files/write.ts";
import { endingOf } from "../../transcript/formats.ts";
import type { NewJob } from "../engine.ts";
import { type PlannedOutput, plansOf } from "../job.ts";
import { filesOf } from "../outputPlan.ts";
import {
	type HistoryRecord,
	sha256OfText,
	type WrittenFile,
} from "./record.ts";

/** A file, and the new one that was written elsewhere in its place. */
export interface ReplacedFile {
	/** Absolute path of what stands there, or stood. */
	readonly old: string;
	/** Absolute path of what was written in its place. */
	readonly fresh: string;
	/** Whether a person has edited the old one. */
	readonly isEdited: boolean;
}

/**
 * The same job once more, with the settings that are kept with it. Its files
 * take the place of the old ones as long as nobody has edited those. Of a
 * recording that was moved or renamed they are written beside it, as those of
 * a first run would be. Requests that had joined the job add their formats
 * only: where they wrote, and what they might replace, was meant for then.
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
		also: _____,
		...asked
	} = record.spec;
	const wanted = plansOf(record.spec).flatMap((plan) => plan.formats);
	const formats = [...new Set(wanted)];
	const stem = stemOf(record);
	const planned = filesOf({ stem, formats });
	const before = formats.map((format, index) => {
		const isOfFormat = ({ path: file }: WrittenFile) =>
			file.endsWith(endingOf(format));
		return record.outputs.find(isOfFormat)?.path ?? planned[index] ?? "";
	});
	const isElsewhere = before.some((file, index) => file !== planned[index]);
	return {
		...asked,
		source: record.source,
		output: {
			stem,
			formats,
			ifExists: "keepBoth",
			unedited,
			...(isElsewhere && { insteadOf: before }),
		},
	};
}

/**
 * The files of a job that stand elsewhere than what they take the place of: as
 * that was edited, or as the recording was moved.
 *
 * @param outputs - what it has written, in the order of its formats.
 * @returns none where it has written where it was to.
 */
export async function replacedFilesOf(
	output: PlannedOutput,
	outputs: readonly string[],
): Promise<ReplacedFile[]> {
	if (output.unedited === undefined) {
		return [];
	}
	const unedited = new Set(output.unedited);
	const files = (output.insteadOf ?? filesOf(output)).flatMap((old, index) => {
		const fresh = outputs[index];
		return fresh === undefined || fresh === old ? [] : [{ old, fresh }];
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

/** Where the files are; of a recording that has moved, beside that. */
function stemOf({ source, spec, outputs }: HistoryRecord): string {
	if (!isAddress(source) && source !== spec.source) {
		const { dir, name } = path.parse(source);
		return path.join(dir, name);
	}
	const { stem, formats } = spec.output;
	const [format] = formats;
	const [first] = outputs;
	const ending = format && endingOf(format);
	if (first !== undefined && ending && first.path.endsWith(ending)) {
		return first.path.slice(0, -ending.length);
	}
	return stem;
}
