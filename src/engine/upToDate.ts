import { stat } from "node:fs/promises";
import * as path from "node:path";
import type { Format } from "../transcript/formats.ts";
import { type FileOrigins, likenessOf } from "./fileOrigin.ts";
import type { JobSpec } from "./job.ts";
import { filesOf, type OutputTarget } from "./outputPlan.ts";

/** What stands beside a recording of the transcript that is wanted. */
export interface Present {
	/** Absolute paths of what need not be written again, in the order of the formats. */
	readonly files: readonly string[];
	/** Where the other formats go: under the same name. Absent where none is missing. */
	readonly missing?: OutputTarget;
	/** All formats of the wanted part, but made with other options; absent where there are none. */
	readonly otherwise?: readonly string[];
}

/**
 * Finds what need not be made again: files that are no older than the
 * recording, of the wanted part and with the wanted options. They may stand
 * where they would go now, where they went beside another recording of the same
 * name (`talk.mp3.txt`), or with a number (`talk (2).txt`). A name that has all
 * formats is preferred to one that has some.
 */
export async function presentOf(
	target: OutputTarget,
	wanted: JobSpec["params"],
	origins: FileOrigins,
): Promise<Present> {
	const { source, stem, formats } = target;
	const nothing = { files: [], missing: target };
	const made = await changedMs(source);
	if (made === undefined) {
		return nothing;
	}
	let best: Present = nothing;
	let otherwise: readonly string[] | undefined;
	const { dir, base } = path.parse(source);
	for (const name of new Set([stem, path.join(dir, base)])) {
		for (let number = 1; ; number++) {
			const numbered = number === 1 ? name : `${name} (${number})`;
			const files = filesOf({ stem: numbered, formats });
			const times = await Promise.all(files.map(changedMs));
			if (times.every((time) => time === undefined)) {
				break;
			}
			const likenesses = await Promise.all(
				files.map(async (file, index) =>
					(times[index] ?? 0) >= made
						? likenessOf(await origins.originOf(file, source), wanted)
						: undefined,
				),
			);
			const found = presentAt(
				{ ...target, stem: numbered },
				files,
				(file) => likenesses[files.indexOf(file)] === "same",
				(file) => times[files.indexOf(file)] !== undefined,
			);
			if (found.missing === undefined) {
				return found;
			}
			if (likenesses.every((each) => each && each !== "otherPart")) {
				otherwise ??= files;
			}
			best = found.files.length > best.files.length ? found : best;
		}
	}
	return { ...best, ...(otherwise && { otherwise }) };
}

/**
 * What is still missing, where an earlier job has written the wanted transcript.
 * Its files count whatever their age, as long as no later job has written
 * something else to them.
 *
 * @param written - absolute paths of its files.
 */
export async function withWritten(
	present: Present,
	written: readonly string[],
	wanted: JobSpec["params"],
	origins: FileOrigins,
): Promise<Present> {
	const { files, missing } = present;
	if (missing === undefined) {
		return present;
	}
	const found = new Set<string>();
	for (const file of written) {
		const origin = await origins.originOf(file, missing.source);
		if (likenessOf(origin, wanted) === "same") {
			found.add(file);
		}
	}
	const more = presentAt(
		missing,
		filesOf(missing),
		(file) => found.has(file),
		(file) => missing.existing.includes(file),
	);
	return { ...more, files: [...files, ...more.files] };
}

function presentAt(
	target: OutputTarget,
	files: readonly string[],
	isCurrent: (file: string) => boolean,
	isThere: (file: string) => boolean,
): Present {
	const current: string[] = [];
	const formats: Format[] = [];
	const existing: string[] = [];
	for (const [index, format] of target.formats.entries()) {
		const file = files[index] ?? "";
		if (isThere(file) && isCurrent(file)) {
			current.push(file);
			continue;
		}
		formats.push(format);
		if (isThere(file)) {
			existing.push(file);
		}
	}
	return {
		files: current,
		...(formats.length > 0 && { missing: { ...target, formats, existing } }),
	};
}

/** Epoch milliseconds; absent where the file is not there, or cannot be looked at. */
async function changedMs(file: string): Promise<number | undefined> {
	try {
		return (await stat(file)).mtimeMs;
	} catch {
		return undefined;
	}
}
