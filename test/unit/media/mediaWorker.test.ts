import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { doubtAbout } from "../../../src/media/inspection.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { WORKER_LIMITS } from "../../../src/media/mediaWorker.ts";
import { recordingOf } from "../../fixtures/wave.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind } from "./kinds.ts";

const never = new AbortController().signal;

const GIVEN_UP: readonly (readonly [string, RegExp])[] = [
	["endless", /did not come to an end/],
	["heap", /crashed/],
	["buffers", /too much memory/],
	["crash", /crashed/],
	["quit", /ended without a result/],
	["idle", /took more than/],
];

for (const [worker, message] of GIVEN_UP) {
	test(`A parser that fails as “${worker}” does is ended, and the file can go as it is`, async () => {
		const media = reader(worker);
		const file = kind("aac-front.mp4");
		const examined = await media.examine(file, { extractAudio: true }, never);
		assert.equal(examined.media.reading, "gaveUp");
		assert.equal(doubtAbout(examined.media), "gaveUp");
		const choices = { extractAudio: true, asItIs: true } as const;
		await media.examine(file, choices, never);
	});

	test(`A sample asked of a parser that fails as “${worker}” does is refused with its reason`, async () => {
		await assert.rejects(
			reader(worker).cutSample(kind("aac-front.mp4"), 0, 30, never),
			(error: Error) => {
				assert.match(error.message, /could not be examined safely/);
				assert.match(String(error.cause), message);
				return true;
			},
		);
	});
}

test("An inspection that is no longer wanted ends its worker", async () => {
	const stop = new AbortController();
	const examined = reader("idle", { totalMs: 60_000 }).examine(
		kind("aac-front.mp4"),
		{ extractAudio: true },
		stop.signal,
	);
	stop.abort(new Error("not wanted"));
	await assert.rejects(examined, /not wanted/);
});

test("A file that hangs the parser is given up alone, whatever the thread had looked into before", async () => {
	await using folder = await temporaryFolder();
	const media = reader("hangsOnSome", { busyMs: 600 });
	const names = Array.from({ length: 120 }, (_, index) =>
		index % 40 === 20 ? `endless ${index}.wav` : `talk ${index}.wav`,
	);
	const readings = await Promise.all(
		names.map(async (name) => {
			const file = path.join(folder.path, name);
			await writeFile(file, recordingOf(name, 4000));
			const choices = { extractAudio: true };
			const examined = await media.examine(file, choices, never);
			return examined.media.reading;
		}),
	);
	assert.deepEqual(
		readings,
		names.map((name) => (name.startsWith("endless") ? "gaveUp" : "whole")),
	);
});

function reader(worker: string, limits = {}): MediaReader {
	return new MediaReader({
		worker: new URL(`workers/${worker}.ts`, import.meta.url),
		limits: MEDIA_LIMITS,
		workerLimits: {
			...WORKER_LIMITS,
			// Each meets the limit that it is for, however slow the machine.
			busyMs: worker === "endless" ? 600 : 20_000,
			totalMs: worker === "idle" ? 700 : 20_000,
			heapMb: 32,
			growthMb: 200,
			...limits,
		},
	});
}
