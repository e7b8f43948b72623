import { mkdir, readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { localDay } from "../engine/history/fileNames.ts";
import { hasCode, replaceWhole } from "../files/write.ts";
import {
	addStatistics,
	parseStatistics,
	prune,
	type Statistics,
	type StepCounts,
} from "../retry/statistics.ts";

/**
 * The retry statistics on disk, for all windows: each adds what it has counted
 * to what stands there. Two windows that write in the same moment may lose a
 * count, which a statistic bears.
 */
export class StatisticsFile {
	readonly #file: string;
	#counted: Statistics = {};
	#work: Promise<void> = Promise.resolve();

	constructor(file: string) {
		this.#file = file;
	}

	/** Adds to the counts of a step, on the person's own day. */
	count(step: string, counts: StepCounts, now: Date): void {
		this.#counted = addStatistics(this.#counted, {
			[localDay(now)]: { [step]: counts },
		});
	}

	/** Writes what was counted, and resolves to all that is known. */
	async flush(now: Date): Promise<Statistics> {
		let all: Statistics = {};
		await this.#inOrder(async () => {
			const counted = this.#counted;
			this.#counted = {};
			all = prune(addStatistics(await this.#read(), counted), localDay(now));
			if (Object.keys(counted).length > 0) {
				await this.#write(all).catch((error: unknown) => {
					this.#counted = addStatistics(counted, this.#counted);
					throw error;
				});
			}
		});
		return all;
	}

	/** Forgets everything. */
	async reset(): Promise<void> {
		await this.#inOrder(async () => {
			this.#counted = {};
			await rm(this.#file, { force: true });
		});
	}

	#inOrder(work: () => Promise<void>): Promise<void> {
		const next = this.#work.catch(() => {}).then(work);
		this.#work = next;
		return next;
	}

	async #write(all: Statistics): Promise<void> {
		await mkdir(path.dirname(this.#file), { recursive: true });
		const token = `statistics-${process.pid}`;
		await replaceWhole(this.#file, JSON.stringify(all), token);
	}

	async #read(): Promise<Statistics> {
		try {
			return parseStatistics(await readFile(this.#file, "utf8"));
		} catch (error) {
			if (hasCode(error, "ENOENT")) {
				return {};
			}
			throw error;
		}
	}
}
