import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { buffer } from "node:stream/consumers";
import { FileProblem } from "../../src/media/check.ts";
import { doubtAbout } from "../../src/media/inspection.ts";
import {
	type MediaReader,
	TrackNotCopied,
} from "../../src/media/mediaReader.ts";
import { planUpload } from "../../src/media/uploadPlan.ts";
import type { Mutant } from "./mutations.ts";

/** What came of some damaged files. */
export interface FuzzResult {
	/** How many got each answer. */
	readonly answers: Readonly<Record<string, number>>;
	/** From question to answer, the longest time, in milliseconds, and whose. */
	readonly slowestMs: number;
	readonly slowest: string;
	/** By how much the process had grown at most, in megabytes. */
	readonly growthMb: number;
	/** Answers that are none of the known kinds. */
	readonly unknown: readonly string[];
}

/** All files of a folder that are not empty, by name. */
export async function trueFiles(
	folder: string,
): Promise<(readonly [string, Buffer])[]> {
	const names = (await readdir(folder)).sort();
	const files = names.map(
		async (name) => [name, await readFile(path.join(folder, name))] as const,
	);
	return (await Promise.all(files)).filter(([, bytes]) => bytes.length > 0);
}

/** Examines damaged files, and takes the audio out where that would be done. */
export async function fuzz(
	mutants: Iterable<Mutant>,
	media: MediaReader,
	folder: string,
	atOnce = 2,
): Promise<FuzzResult> {
	const answers: Record<string, number> = {};
	const unknown: string[] = [];
	const rss = process.memoryUsage.rss();
	let [slowestMs, slowest, growthMb] = [0, "", 0];
	const queue = mutants[Symbol.iterator]();
	const work = async () => {
		for (const mutant of { [Symbol.iterator]: () => queue }) {
			const file = path.join(folder, mutant.name);
			await writeFile(file, mutant.bytes);
			const began = performance.now();
			const answer = await answerTo(file, media);
			const tookMs = performance.now() - began;
			await rm(file);
			answers[answer] = (answers[answer] ?? 0) + 1;
			if (answer.startsWith("unknown")) {
				unknown.push(`${mutant.name}: ${answer}`);
			}
			if (tookMs > slowestMs) {
				[slowestMs, slowest] = [tookMs, `${mutant.name}, ${answer}`];
			}
			growthMb = Math.max(
				growthMb,
				(process.memoryUsage.rss() - rss) / 2 ** 20,
			);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return { answers, slowestMs, slowest, growthMb, unknown };
}

async function answerTo(file: string, media: MediaReader): Promise<string> {
	const choices = { extractAudio: true };
	const never = new AbortController().signal;
	try {
		const examined = await media.examine(file, choices, never);
		const doubt = doubtAbout(examined.media);
		const plan = planUpload(examined.media, choices);
		if (plan.send === "track") {
			await media.sendTrack(file, examined.file, plan.track, ({ stream }) =>
				buffer(stream),
			);
		}
		return doubt === undefined ? `ok, ${plan.send}` : `doubt: ${doubt}`;
	} catch (error) {
		if (error instanceof FileProblem) {
			return `refused: ${error.kind}`;
		}
		return error instanceof TrackNotCopied
			? "ok, whole file after all"
			: `unknown: ${error}`;
	}
}
