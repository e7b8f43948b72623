/**
 * Measures a history of 10,000 transcripts: how long its list takes, all of it,
 * and one by its content or its ID; each beside a plain read of one file that
 * holds the same records. Prints a table, and keeps it in
 * `historyResults.json`: npm run bench:history
 */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import * as path from "node:path";
import { recordName } from "../../src/engine/history/fileNames.ts";
import { History } from "../../src/engine/history/history.ts";
import {
	type HistoryRecord,
	recordFromJson,
	recordToJson,
} from "../../src/engine/history/record.ts";
import { temporaryFolder } from "../unit/temporaryFolder.ts";

const RECORDS = 10_000;
const DAYS = 366;
const RUNS = 5;
const DAY_MS = 24 * 3600 * 1000;

await using folder = await temporaryFolder();
const history = new History(path.join(folder.path, "history"));
const oneFile = path.join(folder.path, "records.jsonl");
const records = Array.from({ length: RECORDS }, (_, index) => recordOf(index));
await makeHistory();
const oldest = records[0];
assert(oldest?.size !== undefined);
const { size } = oldest;

const works = {
	"one file, read and parsed": async () => (await plain()).length,
	"the list, with a day open": openTree,
	"all records": async () => {
		let count = 0;
		for await (const _ of history.all()) {
			count++;
		}
		return count;
	},
	"one by its content": async () =>
		(await history.sizes()).has(size) ? (await history.ofSize(size)).length : 0,
	"one by its ID, the oldest": async () =>
		(await history.find(oldest.spec.id)) === undefined ? 0 : 1,
};

const times = new Map<string, number[]>();
for (let run = 0; run < RUNS; run++) {
	for (const [name, work] of Object.entries(works)) {
		const begun = performance.now();
		const found = await work();
		times.set(name, [...(times.get(name) ?? []), performance.now() - begun]);
		assert(found > 0, name);
	}
}
const base = median(times.get("one file, read and parsed") ?? []);
const figures = Object.fromEntries(
	[...times].map(([name, all]) => [
		name,
		{ ms: Math.round(median(all)), ratio: rounded(median(all) / base) },
	]),
);
console.table(figures);
await writeFile(
	path.join(import.meta.dirname, "historyResults.json"),
	`${JSON.stringify(
		{
			measuredOn: `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, ${process.platform}`,
			loadAverage: rounded(loadavg()[0] ?? 0),
			records: RECORDS,
			days: DAYS,
			figures,
		},
		null,
		"\t",
	)}\n`,
);

/** What the tree asks for when it is first shown. */
async function openTree(): Promise<number> {
	const days = await history.days();
	const counts = await Promise.all(days.map((day) => history.countOf(day)));
	const [latest = ""] = days;
	const shown = await history.recordsOf(latest);
	return counts.length + shown.length;
}

async function plain(): Promise<(HistoryRecord | undefined)[]> {
	const text = await readFile(oneFile, "utf8");
	return text.trimEnd().split("\n").map(recordFromJson);
}

async function makeHistory(): Promise<void> {
	for (const record of records) {
		const day = path.join(history.folder, record.day);
		await mkdir(day, { recursive: true });
		const name = recordName(record.spec.id, record.size);
		await writeFile(path.join(day, name), recordToJson(record));
	}
	await writeFile(oneFile, records.map(recordToJson).join("\n"));
}

/** A record such as an hour's interview leaves. */
function recordOf(index: number): HistoryRecord {
	const day = Math.floor((index * DAYS) / RECORDS);
	const doneAt = new Date(Date.UTC(2026, 0, 1) + day * DAY_MS + index);
	const name = `interview ${index}`;
	const stem = `/home/ada/recordings/${name}`;
	return {
		spec: {
			id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
			command: { id: "command", files: 1 },
			source: `${stem}.mp3`,
			output: { stem, formats: ["txt", "json"], ifExists: "expectNone" },
			params: { language_detection: true, speaker_labels: true },
			media: { extractAudio: true },
			baseUrl: "https://api.assemblyai.com",
			createdAt: doneAt.toISOString(),
		},
		attempts: [],
		doneAt: doneAt.toISOString(),
		day: doneAt.toISOString().slice(0, 10),
		source: `${stem}.mp3`,
		size: 50_000_000 + index,
		sha256: String(index).padStart(64, "0"),
		outputs: [
			{ path: `${stem}.txt`, sha256: "a".repeat(64) },
			{ path: `${stem}.transcript.json`, sha256: "b".repeat(64) },
		],
		transcriptId: `transcript-${index}`,
		requestId: "5a2f1c9e-0000-4000-8000-000000000000",
		durationS: 3600,
		language: "en",
		hasSpeech: true,
	};
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** To three significant digits. */
function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
