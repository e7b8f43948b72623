import { stat } from "node:fs/promises";
import * as path from "node:path";
import { filesOf, type OutputTarget } from "./outputPlan.ts";

/**
 * The transcript of a recording that need not be made again: each format
 * exists, and none is older than the recording. It may stand where it would go
 * now, where it went beside another recording of the same name
 * (`talk.mp3.txt`), or with a number (`talk (2).txt`).
 *
 * @returns its files, in the order of the formats; absent where there is none.
 */
export async function upToDateFiles({
	source,
	stem,
	formats,
}: OutputTarget): Promise<string[] | undefined> {
	const made = await changedMs(source);
	if (made === undefined) {
		return undefined;
	}
	const { dir, base } = path.parse(source);
	for (const name of new Set([stem, path.join(dir, base)])) {
		for (let number = 1; ; number++) {
			const files = filesOf({ stem: name, formats }, number);
			const times = await Promise.all(files.map(changedMs));
			if (times.every((time) => time !== undefined && time >= made)) {
				return files;
			}
			if (times.every((time) => time === undefined)) {
				break;
			}
		}
	}
	return undefined;
}

/** Epoch milliseconds; absent where the file is not there, or cannot be looked at. */
async function changedMs(file: string): Promise<number | undefined> {
	try {
		return (await stat(file)).mtimeMs;
	} catch {
		return undefined;
	}
}
