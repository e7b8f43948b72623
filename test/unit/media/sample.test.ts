import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { wave } from "../../fixtures/wave.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind, WORKER_SOURCE } from "./kinds.ts";

const media = new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS });
const never = new AbortController().signal;

const CONTAINERS: readonly (readonly [string, string, string])[] = [
	["aac-behind.mp4", ".m4a", "aac"],
	["aac-offset.mp4", ".m4a", "aac"],
	["aac.m2ts", ".m4a", "aac"],
	["aac.aac", ".m4a", "aac"],
	["mp3.mp3", ".mp3", "mp3"],
	["opus.webm", ".ogg", "opus"],
	["vorbis.ogg", ".ogg", "vorbis"],
	["flac.mkv", ".flac", "flac"],
	["pcm-s16.mov", ".wav", "pcm-s16"],
	["pcm-s16be.mov", ".mka", "pcm-s16be"],
	["ac3.mp4", ".mka", "ac3"],
];

for (const [name, extension, codec] of CONTAINERS) {
	test(`A sample of ${name} is a ${extension} with the same ${codec} in it`, async () => {
		const sample = await media.cutSample(kind(name), 0.4, 0.5, never);
		assert("bytes" in sample);
		assert.equal(sample.extension, extension);
		await using folder = await temporaryFolder();
		const file = path.join(folder.path, `talk.sample${extension}`);
		await writeFile(file, sample.bytes);
		const { media: facts } = await media.examine(
			file,
			{ extractAudio: true },
			never,
		);
		assert.equal(facts.reading, "whole");
		assert.equal(facts.hasVideo, false);
		assert.equal(facts.audio[0]?.codec, codec);
		const { durationS = 0 } = facts;
		assert.ok(durationS > 0.35 && durationS < 1, `${durationS} s`);
	});
}

test("A sample of a WAV is a WAV of the very same samples", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.wav");
	const samples = Buffer.from(
		Array.from({ length: 80_000 }, (_, i) => i % 251),
	);
	await writeFile(file, wave({ bits: 16, samples, sampleRate: 8000 }));
	const sample = await media.cutSample(file, 1, 2, never);
	assert("bytes" in sample);
	assert.deepEqual(
		Buffer.from(sample.bytes),
		wave({
			bits: 16,
			sampleRate: 8000,
			samples: samples.subarray(16_000, 48_000),
		}),
	);
});

test("A WAV is cut between its blocks, whatever is coded in them", async () => {
	const sample = await media.cutSample(kind("gsm.wav"), 0.2, 0.5, never);
	assert("bytes" in sample);
	assert.equal(sample.extension, ".wav");
});

test("A format that cannot be cut unchanged, and a position behind the end, are told apart", async () => {
	for (const name of ["mp3.avi", "wma.wma", "alac.mov"]) {
		assert.deepEqual(await media.cutSample(kind(name), 0, 30, never), {
			problem: "notCopyable",
		});
	}
	for (const name of ["s16le.wav", "mp3.mp3", "opus.webm"]) {
		assert.deepEqual(await media.cutSample(kind(name), 50, 30, never), {
			problem: "beyondEnd",
		});
	}
});
