import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { promisify } from "node:util";
import { EncodedPacketSink } from "mediabunny";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { planUpload } from "../../../src/media/uploadPlan.ts";
import { FileBytes } from "../../../src/media/worker/fileBytes.ts";
import { openInput } from "../../../src/media/worker/mediaInput.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind, probedKinds, WORKER_SOURCE } from "./kinds.ts";

const media = new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS });
const never = new AbortController().signal;

/** Where the machine has one, it is the judge. */
const FFMPEG = "ffmpeg";
const WITHOUT_FFMPEG =
	spawnSync(FFMPEG, ["-version"]).error === undefined
		? false
		: "There is no ffmpeg on this machine.";

/** Recordings, and the tracks of them, whose audio is taken out. */
const TAKEN_OUT: readonly (readonly [string, number?])[] = [
	["aac-front.mp4"],
	["aac-behind.mp4"],
	["aac-fragmented.mp4"],
	["aac-offset.mp4"],
	["aac.3gp"],
	["two-tracks.mp4", 0],
	["two-tracks.mp4", 1],
	["mp3.mp4"],
	["opus.mp4"],
	["flac.mp4"],
	["ac3.mp4"],
	["aac.mov"],
	["pcm-s16.mov"],
	["pcm-s16be.mov"],
	["aac.mkv"],
	["vorbis.mkv"],
	["mp3.mkv"],
	["flac.mkv"],
	["pcm.mkv"],
	["two-tracks.mkv", 0],
	["two-tracks.mkv", 1],
	["opus.webm"],
	["vorbis.webm"],
	["aac.m2ts"],
	["mp3.m2ts"],
	["ac3.m2ts"],
];

for (const [name, track] of TAKEN_OUT) {
	const what = track === undefined ? name : `track ${track + 1} of ${name}`;
	test(`The packets of ${what} are copied as they are, all of them in their order`, async (t) => {
		const { bytes, index } = await takeOut(name, track);
		let end = 0;
		for (const packet of await packetsOf(kind(name), index)) {
			const start = bytes.indexOf(packet, end);
			assert.notEqual(start, -1);
			end = start + packet.length;
		}
		assert.ok(end > 1000);

		const skip = WITHOUT_FFMPEG;
		await t.test("and decode to the same samples", { skip }, async (t) => {
			await using folder = await temporaryFolder();
			const copy = path.join(folder.path, "copy");
			await writeFile(copy, bytes);
			const original = await decoded(kind(name), index);
			const same = overlap(original, await decoded(copy, 0));
			t.diagnostic(
				`${same?.samples} samples of ${original.length / 2} are the same, after ${same?.offset} of priming`,
			);
			assert.ok(same && same.samples >= original.length / 2 - OPUS_PACKET);
		});
	});
}

for (const name of ["pcm-s16.mov", "pcm-s16be.mov", "pcm.mkv"]) {
	test(`The samples taken out of ${name} are those that ffmpeg decoded when it was made`, async () => {
		const { bytes } = await takeOut(name);
		await using folder = await temporaryFolder();
		const copy = path.join(folder.path, "copy.mka");
		await writeFile(copy, bytes);
		const samples = Buffer.concat(await packetsOf(copy, 0));
		const little = name.includes("be.") ? samples.swap16() : samples;
		assert.equal(
			createHash("sha256").update(little).digest("hex"),
			(await probedKinds()).get(name)?.decodedSha256,
		);
	});
}

/**
 * Of Opus in MP4, ffmpeg 5.1 gives less than a packet too much: it cuts off a
 * third of the priming and none of the padding. The copy is right.
 */
const OPUS_PRIMING = 312;
const OPUS_PACKET = 960;

/** A container that is written from front to back cannot say that so much is to be cut off. */
const PRIMING = 2112;

/** Where a copy's samples are those of the original, to the last bit. */
function overlap(original: Buffer, copy: Buffer) {
	for (let offset = -OPUS_PRIMING; offset <= PRIMING; offset++) {
		const inCopy = copy.subarray(2 * Math.max(0, offset));
		const inOriginal = original.subarray(2 * Math.max(0, -offset));
		const bytes = Math.min(inCopy.length, inOriginal.length);
		if (inCopy.subarray(0, bytes).equals(inOriginal.subarray(0, bytes))) {
			return { offset, samples: bytes / 2 };
		}
	}
	return undefined;
}

async function takeOut(name: string, track?: number) {
	const choices = {
		extractAudio: true,
		...(track !== undefined && { track }),
	};
	const examined = await media.examine(kind(name), choices, never);
	const plan = planUpload(examined.media, choices);
	assert(plan.send === "track", "It is to be sent whole");
	const bytes = await media.sendTrack(
		kind(name),
		examined.file,
		plan.track,
		({ stream }) => buffer(stream),
	);
	return { bytes, index: plan.track.index };
}

/** The packets of an audio track; those of a transport stream without what is in front of each. */
async function packetsOf(file: string, index: number): Promise<Uint8Array[]> {
	await using bytes = await FileBytes.open(file);
	using input = openInput(bytes);
	const track = (await input.getAudioTracks())[index];
	assert(track);
	const isAdts = file.endsWith("aac.m2ts");
	const packets: Uint8Array[] = [];
	for await (const { data } of new EncodedPacketSink(track).packets()) {
		packets.push(isAdts ? data.subarray(7) : data);
	}
	return packets;
}

async function decoded(file: string, index: number): Promise<Buffer> {
	const { stdout } = await promisify(execFile)(
		FFMPEG,
		["-v", "error", "-i", file, "-map", `0:a:${index}`, "-f", "s16le", "-"],
		{ encoding: "buffer", maxBuffer: 16 * 1024 * 1024 },
	);
	return stdout;
}
