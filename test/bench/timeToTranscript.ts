/**
 * Measures the time from a recording to its transcript beside it, ours and
 * others', on links of three speeds, while the service takes always the same
 * time. By default with recordings of a tenth of the size, in some four
 * minutes; `--full` has an hour's video of 1 GB and an MP3 of 60 MB, 4 GB of
 * disk and half an hour. `--only video --mbps 20` takes a part of it. Needs
 * ffmpeg and curl: npm run bench:time
 */
import { link, mkdir, stat } from "node:fs/promises";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { temporaryFolder } from "../unit/temporaryFolder.ts";
import { makeMp3, makeVideo, run } from "./recordings.ts";
import { atLeast, atMost, type Goal, keep, rounded } from "./results.ts";
import { Service } from "./service/service.ts";
import { WAYS, type Way } from "./timeToTranscript/ways.ts";

const { values } = parseArgs({
	options: {
		full: { type: "boolean", default: false },
		only: { type: "string" },
		mbps: { type: "string", multiple: true, default: ["20", "50", "500"] },
		service: { type: "string" },
	},
});
const minutes = values.full ? 60 : 6;
/**
 * AssemblyAI publishes 35 s for an hour. Scaled down it is 5 s and not 3.5, so
 * that those who ask every 3 s are as late as after 35 s: one second.
 */
const serviceS = Number(values.service ?? (values.full ? 35 : 5));
/** Up to this speed a link takes so little of the machine that all ways can be measured at once, each on its own link. */
const AT_ONCE_MBPS = 50;

type Time = {
	/** From the start to the file on disk. */
	readonly totalS: number;
	/** From the start to the job at the service. */
	readonly untilSubmittedS: number;
};

await using folder = await temporaryFolder();
const recordings: Readonly<Record<string, string>> = {
	video: await makeVideo(folder.path, minutes),
	mp3: await makeMp3(folder.path, minutes),
};
const figures: Record<string, Record<string, Record<string, Time>>> = {};
const goals: Record<string, Goal> = {};
for (const [kind, recording] of Object.entries(recordings)) {
	if (values.only !== undefined && kind !== values.only) {
		continue;
	}
	const ways = (Object.keys(WAYS) as Way[]).filter(
		// An MP3 has nothing to be taken out of.
		(way) => kind === "video" || way !== "ffmpeg + curl",
	);
	const byLink: Record<string, Record<string, Time>> = {};
	for (const mbps of values.mbps.map(Number)) {
		const times = await timesOf(recording, ways, mbps);
		console.log(`\n${kind}, ${mbps} Mb/s, service ${serviceS} s`);
		console.table(times);
		byLink[`${mbps} Mb/s`] = times;
		judge(`${kind} at ${mbps} Mb/s`, times);
	}
	figures[kind] = byLink;
}
const sizes = Object.entries(recordings).map(
	async ([kind, recording]): Promise<[string, number]> => [
		kind,
		(await stat(recording)).size,
	],
);
await keep(
	`timeToTranscript${values.full ? "Full" : ""}`,
	{
		serviceS,
		bytes: Object.fromEntries(await Promise.all(sizes)),
		...figures,
	},
	goals,
);

async function timesOf(
	recording: string,
	ways: readonly Way[],
	mbps: number,
): Promise<Record<string, Time>> {
	const times: Record<string, Time> = {};
	const measure = async (way: Way) => {
		times[way] = await timeOf(recording, way, mbps);
	};
	if (mbps <= AT_ONCE_MBPS) {
		await Promise.all(ways.map(measure));
	} else {
		for (const way of ways) {
			await measure(way);
		}
	}
	return Object.fromEntries(ways.map((way) => [way, times[way] as Time]));
}

async function timeOf(
	recording: string,
	way: Way,
	mbps: number,
): Promise<Time> {
	await using service = await Service.start({
		bitsPerSecond: mbps * 1_000_000,
		processingMs: serviceS * 1000,
	});
	// A name of its own for each way's text and journal; the bytes are shared.
	const own = path.join(
		folder.path,
		`${way}-${mbps}-${path.extname(recording)}`,
	);
	await mkdir(own);
	const file = path.join(own, path.basename(recording));
	await link(recording, file);
	const begun = Date.now();
	const { stdout } = await run(process.execPath, [
		path.join(import.meta.dirname, "timeToTranscript/process.ts"),
		...[way, file, service.url, own],
	]);
	const totalS = Number(stdout);
	const [job] = (await service.report()).jobs;
	// Without the start of Node, which the extension's host has behind it.
	const startMs = Date.now() - begun - totalS * 1000;
	return {
		totalS: rounded(totalS),
		untilSubmittedS: rounded(
			((job?.created ?? Number.NaN) - begun - startMs) / 1000,
		),
	};
}

function judge(what: string, times: Readonly<Record<string, Time>>): void {
	const { sidescribe, ...others } = times;
	if (sidescribe === undefined) {
		return;
	}
	for (const [way, { totalS }] of Object.entries(others)) {
		goals[`${what}: our time to ${way}'s`] = atMost(
			1,
			sidescribe.totalS / totalS,
		);
	}
	if (what === "video at 20 Mb/s") {
		goals[`${what}: the SDK's time to ours`] = atLeast(
			10,
			(times.sdk?.totalS ?? 0) / sidescribe.totalS,
		);
	}
}
