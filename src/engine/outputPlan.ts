import { access } from "node:fs/promises";
import * as path from "node:path";
import { hasCode } from "../files/write.ts";
import type { PlannedOutput } from "./job.ts";

/** `sidescribe.output.ifExists`, once a person has been asked. */
export type IfExists = "overwrite" | "keepBoth" | "skip";

/** Where a file's transcript would go, and whether something stands there. */
export interface OutputTarget {
	readonly source: string;
	/** Absolute path. */
	readonly path: string;
	readonly exists: boolean;
}

/**
 * The places of the transcripts of some files: `talk.mp4` gives `talk.txt`
 * beside it. Where two sources share a base name the later one keeps its
 * extension (`talk.mp3.txt`).
 *
 * @param sources - absolute paths, in the order asked for.
 * @param claimed - paths that jobs at work are going to write.
 */
export async function targetsOf(
	sources: readonly string[],
	claimed: Iterable<string>,
): Promise<OutputTarget[]> {
	// A recording may be named `talk.txt`, whatever is in it.
	const taken = new Set([...claimed, ...sources].map(asName));
	const targets: OutputTarget[] = [];
	for (const source of sources) {
		const { dir, name, base } = path.parse(source);
		const short = path.join(dir, `${name}.txt`);
		const target = taken.has(asName(short))
			? path.join(dir, `${base}.txt`)
			: short;
		taken.add(asName(target));
		targets.push({ source, path: target, exists: await exists(target) });
	}
	return targets;
}

/** What to do for a target under a choice; absent where it is to be skipped. */
export function planOutput(
	target: OutputTarget,
	choice: IfExists,
): PlannedOutput | undefined {
	if (!target.exists) {
		// Not "replace": what appears there meanwhile is not ours.
		return { path: target.path, ifExists: "keepBoth" };
	}
	switch (choice) {
		case "overwrite":
			return { path: target.path, ifExists: "replace" };
		case "keepBoth":
			return { path: target.path, ifExists: "keepBoth" };
		case "skip":
			return undefined;
		default:
			return choice satisfies never;
	}
}

/** `talk.txt`, `talk (2).txt`, `talk (3).txt` … for 1, 2, 3 … */
export function numbered(file: string, number: number): string {
	const { dir, name, ext } = path.parse(file);
	return number === 1 ? file : path.join(dir, `${name} (${number})${ext}`);
}

/** File systems of macOS and Windows hold `Talk.txt` and `talk.txt` for one. */
function asName(file: string): string {
	return process.platform === "linux" ? file : file.toLowerCase();
}

async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch (error) {
		if (hasCode(error, "ENOENT", "ENOTDIR")) {
			return false;
		}
		throw error;
	}
}
