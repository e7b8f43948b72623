import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Transcript } from "assemblyai";
import { withOpenFile } from "../../files/openFiles.ts";
import { hasCode, replaceWhole } from "../../files/write.ts";
import {
	copyName,
	isDay,
	localDay,
	parseRecordName,
	type RecordFile,
	recordName,
} from "./fileNames.ts";
import {
	type HistoryRecord,
	recordFromJson,
	recordToJson,
	transcriptFromJson,
} from "./record.ts";

/** Older records are forgotten, in days; a leap year's. */
const MAX_AGE_DAYS = 366;

/** So many records are kept, the latest. */
const MAX_RECORDS = 10_000;

const DAY_MS = 24 * 3600 * 1000;

/**
 * What is done, for all windows: `<folder>/<day>/<job>.<size>.json`, and beside it
 * the service's answer, compressed, so that it can be exported again without a
 * request. Each file is written whole or not at all, and by one window; days
 * are read when they are asked for.
 */
export class History {
	/** Where it is. */
	readonly folder: string;
	readonly #maxRecords: number;

	/**
	 * @param folder - of its own; need not exist.
	 * @param maxRecords - so many are kept when a new day begins.
	 */
	constructor(folder: string, maxRecords = MAX_RECORDS) {
		this.folder = folder;
		this.#maxRecords = maxRecords;
	}

	/** Resolves when a record and its transcript are safely on disk. */
	async save(written: HistoryRecord, transcript: Transcript): Promise<void> {
		const before = await this.#ofEarlierDay(written);
		const record = before
			? { ...written, day: before.day, doneAt: before.doneAt }
			: written;
		const folder = path.join(this.folder, record.day);
		const made = await mkdir(folder, { recursive: true });
		await this.keepCopy(record, transcript);
		await this.update(record);
		if (made !== undefined) {
			await this.#prune();
		}
	}

	/** Writes a record anew that has changed. */
	async update(record: HistoryRecord): Promise<void> {
		const { id } = record.spec;
		await replaceWhole(this.#fileOf(record), recordToJson(record), id);
	}

	/** Keeps the service's answer beside its record. */
	async keepCopy(record: HistoryRecord, transcript: Transcript): Promise<void> {
		const { id } = record.spec;
		const bytes = await promisify(gzip)(JSON.stringify(transcript));
		await replaceWhole(this.#copyOf(record), bytes, id);
	}

	/** The service's answer; absent where no copy is left that can be read. */
	async copyOf(record: HistoryRecord): Promise<Transcript | undefined> {
		try {
			const bytes = await promisify(gunzip)(
				await readFile(this.#copyOf(record)),
			);
			return transcriptFromJson(bytes.toString());
		} catch (error) {
			if (hasCode(error, "ENOENT", "Z_DATA_ERROR", "Z_BUF_ERROR")) {
				return undefined;
			}
			throw error;
		}
	}

	/** Forgets a record, and its copy of the transcript. */
	async remove(record: HistoryRecord): Promise<void> {
		await rm(this.#fileOf(record), { force: true });
		await rm(this.#copyOf(record), { force: true });
	}

	/** The days that have records, as `2026-11-24`, latest first. */
	async days(): Promise<string[]> {
		const names = await namesIn(this.folder);
		return names.filter(isDay).sort().reverse();
	}

	/** How many records a day has; reads none. */
	async countOf(day: string): Promise<number> {
		const names = await namesIn(path.join(this.folder, day));
		return names.filter(parseRecordName).length;
	}

	/** The records of a day, latest first. What cannot be read is passed over. */
	async recordsOf(day: string): Promise<HistoryRecord[]> {
		return this.#readAll(day, () => true);
	}

	/** All records, a day at a time, the latest first. */
	async *all(): AsyncGenerator<HistoryRecord> {
		for (const day of await this.days()) {
			yield* await this.recordsOf(day);
		}
	}

	/** The record of a job, as it is now. */
	async find(id: string): Promise<HistoryRecord | undefined> {
		return this.#first((file) => file.id === id, await this.days());
	}

	/** The sizes of all recordings in it; reads no record. */
	async sizes(): Promise<ReadonlySet<number>> {
		const days = (await this.days()).map((day) =>
			namesIn(path.join(this.folder, day)),
		);
		const names = (await Promise.all(days)).flat();
		const sizes = names.map((name) => parseRecordName(name)?.size);
		return new Set(sizes.filter((size) => size !== undefined));
	}

	/** The records of recordings of a size, latest first; reads no others. */
	ofSize(size: number): Promise<HistoryRecord[]> {
		return this.ofSizes(new Set([size]));
	}

	/** The records of recordings of some sizes, latest first; reads no others. */
	async ofSizes(sizes: ReadonlySet<number>): Promise<HistoryRecord[]> {
		const days = (await this.days()).map((day) =>
			this.#readAll(day, ({ size }) => size !== undefined && sizes.has(size)),
		);
		return (await Promise.all(days)).flat();
	}

	/** What a job had saved already, before a crash and the midnight after. */
	async #ofEarlierDay({
		spec,
		day,
	}: HistoryRecord): Promise<HistoryRecord | undefined> {
		const asked = localDay(new Date(spec.createdAt));
		const days = await (asked < day ? this.days() : []);
		return this.#first(
			(file) => file.id === spec.id,
			days.filter((each) => each >= asked && each < day),
		);
	}

	/** @param days - latest first. */
	async #first(
		fits: (file: RecordFile) => boolean,
		days: readonly string[],
	): Promise<HistoryRecord | undefined> {
		for (const day of days) {
			const [record] = await this.#readAll(day, fits);
			if (record !== undefined) {
				return record;
			}
		}
		return undefined;
	}

	async #readAll(
		day: string,
		fits: (file: RecordFile) => boolean,
	): Promise<HistoryRecord[]> {
		const folder = path.join(this.folder, day);
		const files = (await namesIn(folder))
			.flatMap((name) => parseRecordName(name) ?? [])
			.filter(fits);
		const records = await Promise.all(
			files.map(({ name }) => recordAt(path.join(folder, name))),
		);
		return records
			.filter((record) => record !== undefined)
			.sort((a, b) => (a.doneAt < b.doneAt ? 1 : -1));
	}

	#fileOf(record: HistoryRecord): string {
		const name = recordName(record.spec.id, record.size);
		return path.join(this.folder, record.day, name);
	}

	#copyOf({ spec, day }: HistoryRecord): string {
		return path.join(this.folder, day, copyName(spec.id));
	}

	/** Once a day, by the window that begins it: what is too old, or too much. */
	async #prune(): Promise<void> {
		const oldest = localDay(new Date(Date.now() - MAX_AGE_DAYS * DAY_MS));
		let room = this.#maxRecords;
		for (const day of await this.days()) {
			const count = await this.countOf(day);
			if (day < oldest || room <= 0) {
				const folder = path.join(this.folder, day);
				await rm(folder, { recursive: true, force: true });
			} else if (count > room) {
				await this.#removeOldest(day, room);
			}
			room -= count;
		}
	}

	/** @param kept - how many of the day stay. */
	async #removeOldest(day: string, kept: number): Promise<void> {
		for (const record of (await this.recordsOf(day)).slice(kept)) {
			await this.remove(record);
		}
	}
}

/** Absent where it went meanwhile, or is none. */
async function recordAt(file: string): Promise<HistoryRecord | undefined> {
	const text = await withOpenFile(() => readFile(file, "utf8")).catch(() => "");
	return recordFromJson(text);
}

async function namesIn(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (hasCode(error, "ENOENT", "ENOTDIR")) {
			return [];
		}
		throw error;
	}
}
