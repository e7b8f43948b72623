/**
 * Measures how cost grows: a window that opens with 10 to 10,000 entries in the
 * journal, and a minute of 1 to 50 jobs that wait for the service:
 * npm run bench:growth
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryFolder } from "../unit/temporaryFolder.ts";
import type { JournalCost } from "./growth/process.ts";
import { OurEngine } from "./ourEngine.ts";
import { run } from "./recordings.ts";
import { atMost, keep, rounded } from "./results.ts";
import { makeRecordings } from "./service/recordings.ts";
import { Service } from "./service/service.ts";

const ENTRIES = [10, 100, 1000, 10_000];
const WAITING = [1, 3, 4, 10, 50];
const MINUTE_MS = 60_000;
/** The SDK asks every 3 s for each. */
const SDK_POLLS = 20;

const entries: Record<string, JournalCost> = {};
for (const count of ENTRIES) {
	entries[count] = await openWith(count);
}
console.log("A window that opens with so many entries in the journal");
console.table(entries);

const waiting = Object.fromEntries(
	await Promise.all(
		WAITING.map(async (count) => [count, await waitFor(count)] as const),
	),
);
console.log("A minute with so many jobs at the service, from their submit on");
console.table(waiting);
const { 10: few, 1000: many, 10_000: most } = entries;
await keep(
	"growth",
	{ entries, waiting },
	{
		"memory for 10,000 entries, in MB": atMost(100, most?.memoryMb ?? 0),
		"time an entry, at 10,000 to at 1,000": atMost(
			1.5,
			(most?.processorMs ?? 0) / 10 / (many?.processorMs ?? 0),
		),
		"polls a minute for 50 jobs, to the SDK's": atMost(
			1,
			(waiting[50]?.polls ?? 0) / (50 * SDK_POLLS),
		),
		"look at 10 entries before the start, in ms": atMost(50, few?.lookMs ?? 0),
	},
);

async function openWith(count: number): Promise<JournalCost> {
	await using folder = await temporaryFolder();
	const text = await failedEntry(folder.path);
	const { spec } = JSON.parse(text) as { spec: { id: string } };
	// An owner that is no more: nobody listens on the socket of that name.
	const owner = path.join(folder.path, "jobs", randomUUID());
	await mkdir(owner, { recursive: true });
	for (let index = 0; index < count; index++) {
		const id = randomUUID();
		await writeFile(
			path.join(owner, `${id}.json`),
			text.replaceAll(spec.id, id),
		);
	}
	const { stdout } = await run(process.execPath, [
		"--expose-gc",
		path.join(import.meta.dirname, "growth/process.ts"),
		folder.path,
	]);
	return JSON.parse(stdout) as JournalCost;
}

/** The journal's entry of a job whose upload was refused, as the engine wrote it. */
async function failedEntry(folder: string): Promise<string> {
	const own = path.join(folder, "first");
	const recordings = await makeRecordings(folder, 1);
	const refusing = createServer((request, response) => {
		request.resume();
		response.writeHead(400).end('{"error":"It is refused."}');
	});
	refusing.listen(0, "127.0.0.1");
	await once(refusing, "listening");
	const { port } = refusing.address() as AddressInfo;
	{
		await using ours = await OurEngine.start(own, `http://127.0.0.1:${port}`);
		await ours.transcribe(recordings, { asItIs: true }).catch(() => {
			// That is what it is to come to.
		});
	}
	refusing.close();
	refusing.closeAllConnections();
	for await (const file of glob(path.join(own, "jobs/*/*.json"))) {
		return readFile(file, "utf8");
	}
	throw new Error("The job that failed has no entry");
}

async function waitFor(count: number) {
	await using folder = await temporaryFolder();
	const recordings = await makeRecordings(folder.path, count);
	await using service = await Service.start({ processingMs: 2 * MINUTE_MS });
	await using ours = await OurEngine.start(folder.path, service.url);
	// It ends with the engine, when its minute has passed.
	const batch = ours.transcribe(recordings, { asItIs: true }).catch(() => {});
	await setTimeout(MINUTE_MS + 10_000);
	const { requests, jobs } = await service.report();
	const begun = Math.max(...jobs.map(({ created }) => created));
	const polls = requests.filter(
		({ kind, time }) =>
			(kind === "get" || kind === "list") &&
			time > begun &&
			time <= begun + MINUTE_MS,
	).length;
	await ours[Symbol.asyncDispose]();
	await batch;
	return {
		polls,
		pollsPerJob: rounded(polls / count),
		ofTheSdk: SDK_POLLS * count,
	};
}
