import * as path from "node:path";
import { exists } from "../files/exists.ts";
import { endingOf, type Format } from "../transcript/formats.ts";
import type { PlannedOutput } from "./job.ts";

/** `sidescribe.output.ifExists`, once a person has been asked. */
export type IfExists = "overwrite" | "keepBoth" | "skip";

/** A recording, and the formats that its transcript is to be written in. */
export interface OutputRequest {
	/** Absolute path. */
	readonly source: string;
	readonly formats: readonly Format[];
}

/** Where a recording's transcript would go, and what stands there. */
export interface OutputTarget extends OutputRequest {
	/** Absolute path without a format's ending. */
	readonly stem: string;
	/** Absolute paths of the files of that name that exist. */
	readonly existing: readonly string[];
}

/**
 * The places of the transcripts of some files: `talk.mp4` gives `talk.txt`
 * beside it. Where two sources share a base name the later one keeps its
 * extension (`talk.mp3.txt`).
 *
 * @param requests - in the order asked for.
 * @param claimed - paths that jobs at work are going to write.
 */
export async function targetsOf(
	requests: readonly OutputRequest[],
	claimed: Iterable<string>,
): Promise<OutputTarget[]> {
	// A recording may be named `talk.txt`, whatever is in it.
	const sources = requests.map(({ source }) => source);
	const taken = new Set([...claimed, ...sources].map(asName));
	const targets: OutputTarget[] = [];
	for (const request of requests) {
		const { dir, name, base } = path.parse(request.source);
		const files = (stem: string) => filesOf({ ...request, stem });
		const short = path.join(dir, name);
		const isTaken = files(short).some((file) => taken.has(asName(file)));
		const stem = isTaken ? path.join(dir, base) : short;
		const existing: string[] = [];
		for (const file of files(stem)) {
			taken.add(asName(file));
			if (await exists(file)) {
				existing.push(file);
			}
		}
		targets.push({ ...request, stem, existing });
	}
	return targets;
}

/**
 * The files of a plan, in the order of its formats.
 *
 * @param number - 2, 3 … for those that keep what stands there:
 * `talk (2).txt`, `talk (2).srt`.
 */
export function filesOf(
	{ stem, formats }: Pick<PlannedOutput, "stem" | "formats">,
	number = 1,
): string[] {
	const name = number === 1 ? stem : `${stem} (${number})`;
	return formats.map((format) => name + endingOf(format));
}

/** What to do for a target under a choice; absent where it is to be skipped. */
export function planOutput(
	target: OutputTarget,
	choice: IfExists,
): PlannedOutput | undefined {
	const { stem, formats, existing } = target;
	if (existing.length === 0) {
		return { stem, formats, ifExists: "expectNone" };
	}
	switch (choice) {
		case "overwrite":
			return { stem, formats, ifExists: "replace" };
		case "keepBoth":
			return { stem, formats, ifExists: "keepBoth" };
		case "skip":
			return undefined;
		default:
			return choice satisfies never;
	}
}

/** File systems of macOS and Windows hold `Talk.txt` and `talk.txt` for one. */
function asName(file: string): string {
	return process.platform === "linux" ? file : file.toLowerCase();
}
