/**
 * Measures what is promised of large recordings against ffprobe, ffmpeg and
 * the SDK. Needs ffmpeg, 4 GB of disk and some four minutes: npm run bench:media
 */
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { AssemblyAI } from "assemblyai";
import { Client } from "../../src/assemblyai/client.ts";
import { MEDIA_LIMITS } from "../../src/assemblyai/limits.ts";
import {
	type ExtractedAudio,
	MediaReader,
} from "../../src/media/mediaReader.ts";
import { planUpload } from "../../src/media/uploadPlan.ts";
import { SIMULATOR_KEY, startSimulator } from "../simulator/simulator.ts";
import { temporaryFolder } from "../unit/temporaryFolder.ts";
import { makeVideo, makeWave, run } from "./recordings.ts";
import { keep, median, rounded } from "./results.ts";

const { values } = parseArgs({
	options: { minutes: { type: "string", default: "60" } },
});
const RUNS = 3;
const LINK_BYTES_PER_SECOND = 50_000_000 / 8;
const choices = { extractAudio: true };
const never = new AbortController().signal;

await using folder = await temporaryFolder();
const video = await makeVideo(folder.path, Number(values.minutes));
const sound = await makeWave(folder.path);
const results = {
	videoBytes: (await stat(video)).size,
	// First, while the process is as small as it gets.
	extractionGrewByMb: await extractionGrewByMb(),
	inspectionOfVideo: await versus(
		() => newReader().examine(video, choices, never),
		() => run("ffprobe", ["-v", "error", "-show_streams", video]),
	),
	inspectionOfWave: await versus(
		() => newReader().examine(sound, choices, never),
		() => run("ffprobe", ["-v", "error", "-show_streams", sound]),
	),
	extraction: await versus(
		() => extract(({ stream }) => toFile(stream)),
		() =>
			run(
				"ffmpeg",
				`-v error -y -i ${video} -vn -c:a copy ${folder.path}/audio.m4a`.split(
					" ",
				),
			),
	),
	firstByteMs: await firstByteMs(),
	uploadedAt50Mbps: await uploads(),
};
console.table(results);
await keep("media", results);

/** Medians of interleaved runs, in milliseconds, and how many times theirs ours is. */
async function versus(
	ours: () => Promise<unknown>,
	theirs: () => Promise<unknown>,
) {
	const [our, their]: [number[], number[]] = [[], []];
	for (let index = 0; index < RUNS; index++) {
		our.push(await timed(ours));
		their.push(await timed(theirs));
	}
	return compared(median(our), median(their));
}

function compared(oursMs: number, theirsMs: number) {
	return {
		oursMs: Math.round(oursMs),
		theirsMs: Math.round(theirsMs),
		ratio: rounded(oursMs / theirsMs),
	};
}

/** A new one each time: it remembers what it has examined. */
function newReader(): MediaReader {
	const worker = new URL("../../dist/media/worker.cjs", import.meta.url);
	return new MediaReader({ worker, limits: MEDIA_LIMITS });
}

async function extract<T>(send: (audio: ExtractedAudio) => Promise<T>) {
	const reader = newReader();
	const { file, media } = await reader.examine(video, choices, never);
	const plan = planUpload(media, choices);
	if (plan.send !== "track") {
		throw new Error("There is nothing to take out");
	}
	return reader.sendTrack(video, file, plan.track, send);
}

function toFile(stream: NodeJS.ReadableStream): Promise<void> {
	return pipeline(stream, createWriteStream(`${folder.path}/copy.m4a`));
}

/** The most that taking the audio out adds to this process, the worker included. */
async function extractionGrewByMb(): Promise<number> {
	const before = process.memoryUsage.rss();
	let peak = before;
	const look = () => {
		peak = Math.max(peak, process.memoryUsage.rss());
	};
	const timer = setInterval(look, 20);
	await extract(({ stream }) => toFile(stream));
	clearInterval(timer);
	return Math.round((peak - before) / 1_000_000);
}

/** From the question to the first byte of audio, with the inspection before it. */
async function firstByteMs(): Promise<number> {
	return Math.round(
		await timed(() =>
			extract(async ({ stream }) => {
				for await (const _ of stream) {
					return;
				}
			}),
		),
	);
}

async function uploads() {
	await using simulator = await startSimulator();
	const slow = () =>
		simulator.fault({
			on: "upload",
			kind: "slow",
			bytesPerSecond: LINK_BYTES_PER_SECOND,
		});
	const client = new Client({
		baseUrl: simulator.url,
		apiKey: SIMULATOR_KEY,
		userAgent: "sidescribe/bench",
	});
	slow();
	const ours = await timed(() =>
		extract(({ stream }) => client.upload({ stream }, { signal: never })),
	);
	const sdk = new AssemblyAI({ apiKey: SIMULATOR_KEY, baseUrl: simulator.url });
	slow();
	const theirs = await timed(() => sdk.files.upload(video));
	return {
		...compared(ours, theirs),
		sentBytes: simulator.uploads[0]?.bytes ?? 0,
	};
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}
