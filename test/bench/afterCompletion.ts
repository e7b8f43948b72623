/**
 * Measures how long a transcript that is ready at the service takes to the file
 * on disk, over 100 recordings of 1 to 90 minutes, and how many requests each
 * costs; ours in three situations, and the SDK, which asks every 3 s. All at
 * the same time, each in a process and with a service of its own, in some four
 * minutes:
 * npm run bench:after
 */
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { AssemblyAI } from "assemblyai";
import { SIMULATOR_KEY } from "../simulator/simulator.ts";
import { temporaryFolder } from "../unit/temporaryFolder.ts";
import { OurEngine } from "./ourEngine.ts";
import { run } from "./recordings.ts";
import { atMost, keep, median, quantile, rounded } from "./results.ts";
import { makeRecordings } from "./service/recordings.ts";
import { Service } from "./service/service.ts";

const JOBS = 100;
const IN_A_ROW = 10;
const APART_MS = 400;

/** Transcribes them all, and tells of each when its text is on disk. */
type Transcribe = (
	recordings: readonly string[],
	baseUrl: string,
	folder: string,
	onDone: (transcriptId: string) => void,
) => Promise<void>;

const asItIs = true;

const SITUATIONS: Readonly<Record<string, Transcribe>> = {
	"one command of 100": async (recordings, baseUrl, folder, onDone) => {
		await using ours = await OurEngine.start(folder, baseUrl);
		await ours.transcribe(recordings, { asItIs }, onDone);
	},
	// The hardest: nothing is shared, and nothing was learned of the service's speed.
	"one each, in a window that was just opened": async (
		recordings,
		baseUrl,
		folder,
		onDone,
	) => {
		await Promise.all(
			recordings.map(async (recording, index) => {
				// A hundred windows do not share a process, and open one by one.
				await setTimeout(index * APART_MS);
				await using ours = await OurEngine.start(`${folder}/${index}`, baseUrl);
				await ours.transcribe([recording], { asItIs }, onDone);
			}),
		);
	},
	"one after the other, ten in a window": async (
		recordings,
		baseUrl,
		folder,
		onDone,
	) => {
		const windows = Array.from(
			{ length: JOBS / IN_A_ROW },
			async (_, index) => {
				await using ours = await OurEngine.start(`${folder}/${index}`, baseUrl);
				const first = index * IN_A_ROW;
				for (const recording of recordings.slice(first, first + IN_A_ROW)) {
					await ours.transcribe([recording], { asItIs }, onDone);
				}
			},
		);
		await Promise.all(windows);
	},
	"the SDK": async (recordings, baseUrl, _folder, onDone) => {
		const client = new AssemblyAI({ apiKey: SIMULATOR_KEY, baseUrl });
		await Promise.all(
			recordings.map(async (audio) => {
				const { id, text } = await client.transcripts.transcribe({ audio });
				await writeFile(`${audio}.txt`, text ?? "");
				onDone(id);
			}),
		);
	},
};

type Wait = {
	/** From ready at the service to the text on disk. */
	readonly medianS: number;
	readonly p95S: number;
	readonly requestsPerJob: number;
};

const [situation] = process.argv.slice(2);
if (situation === undefined) {
	await compare();
} else {
	console.log(JSON.stringify(await measure(situation)));
}

async function compare(): Promise<void> {
	const measured = await Promise.all(
		Object.keys(SITUATIONS).map(async (name): Promise<[string, Wait]> => {
			const { stdout } = await run(process.execPath, [
				import.meta.filename,
				name,
			]);
			return [name, JSON.parse(stdout) as Wait];
		}),
	);
	const figures = Object.fromEntries(measured);
	console.table(figures);
	const sdk = figures["the SDK"];
	const goals = measured
		.filter(([name]) => name !== "the SDK")
		.flatMap(([name, { medianS, p95S, requestsPerJob }]) => [
			[
				`${name}: median to the SDK's`,
				atMost(0.35, medianS / (sdk?.medianS ?? 0)),
			],
			[
				`${name}: 95th percentile to the SDK's`,
				atMost(0.35, p95S / (sdk?.p95S ?? 0)),
			],
			[
				`${name}: requests to the SDK's`,
				atMost(1, requestsPerJob / (sdk?.requestsPerJob ?? 0)),
			],
		]);
	await keep("afterCompletion", figures, Object.fromEntries(goals));
}

async function measure(name: string): Promise<Wait> {
	await using folder = await temporaryFolder();
	const recordingsFolder = path.join(folder.path, "recordings");
	await mkdir(recordingsFolder);
	const recordings = await makeRecordings(recordingsFolder, JOBS);
	await using service = await Service.start({});
	const doneAt = new Map<string, number>();
	await SITUATIONS[name]?.(recordings, service.url, folder.path, (id) =>
		doneAt.set(id, Date.now()),
	);
	const { jobs, requests } = await service.report();
	const waits = jobs.map(
		({ id, completed }) =>
			((doneAt.get(id) ?? Number.NaN) - (completed ?? Number.NaN)) / 1000,
	);
	return {
		medianS: rounded(median(waits)),
		p95S: rounded(quantile(waits, 0.95)),
		requestsPerJob: rounded(requests.length / jobs.length),
	};
}
