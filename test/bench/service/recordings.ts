import { truncate, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { seededRandom } from "../../simulator/random.ts";

/** A recording here is empty but for its size, which says how long it is. */
const BYTES_PER_SECOND = 20;

/** Lengths that people have, in minutes: as many of 2 as of 20 as of 90. */
const SHORTEST_MIN = 1;
const LONGEST_MIN = 90;

/** How long such a recording is, in seconds. */
export function secondsOf(bytes: number): number {
	return bytes / BYTES_PER_SECOND;
}

/**
 * How long the service works on such a recording, in milliseconds. AssemblyAI
 * publishes 35 s for 1 h 03 min, 133 s for 3 h 15 min and 300 s for 8 h 21 min:
 * here 0.6 s a minute, a quarter more or less from one to the other, and 2 s.
 */
export function processingMsOf(bytes: number): number {
	const luck = 0.75 + 0.5 * seededRandom(bytes)();
	return 2000 + (secondsOf(bytes) / 60) * 600 * luck;
}

/** Makes recordings of mixed lengths, always the same ones; resolves to their paths. */
export async function makeRecordings(
	folder: string,
	count: number,
): Promise<string[]> {
	const random = seededRandom(9);
	const range = LONGEST_MIN / SHORTEST_MIN;
	return Promise.all(
		Array.from({ length: count }, async (_, index) => {
			const minutes = SHORTEST_MIN * range ** random();
			const file = path.join(folder, `talk ${index}.mp3`);
			await writeFile(file, `talk ${index}`);
			await truncate(file, Math.round(minutes * 60 * BYTES_PER_SECOND));
			return file;
		}),
	);
}
