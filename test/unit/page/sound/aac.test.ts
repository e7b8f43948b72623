import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { describe, test } from "node:test";
import {
	BufferSource,
	type EncodedPacket,
	EncodedPacketSink,
	Input,
	MP4,
} from "mediabunny";
import { AacDecoder } from "../../../../src/page/sound/aac/aacDecoder.ts";
import { mixDown } from "../../../../src/page/sound/aac/mixDown.ts";
import { UnsupportedAac } from "../../../../src/page/sound/aac/unsupportedAac.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../../fixtures/sound");
const recordings = (await readdir(FOLDER)).filter((file) =>
	/^aac-.*\.m4a$/.test(file),
);

/** A rate of half of what is said, with spectral band replication up to that. */
const HE_AAC_22050_STEREO = Uint8Array.of(0x2b, 0x92, 0x08, 0x00);

describe("AAC is decoded to what FFmpeg decodes it to, but for rounding", () => {
	for (const file of recordings) {
		test(file, async () => {
			const { description, packets } = await packetsOf(file);
			const expected = await samplesOf(file.replace(".m4a", ".wav"));
			const decoder = new AacDecoder(description);
			const decoded = packets.flatMap(({ data }) =>
				interleaved(decoder.decode(data)),
			);
			assert.equal(decoded.length, expected.length);
			assert.ok(expected.some((sample) => Math.abs(sample) > 3000));
			const differences = decoded.map((sample, index) =>
				Math.abs(clipped(sample * 32768) - (expected[index] ?? 0)),
			);
			assert.ok(Math.max(...differences) < 0.6, `${Math.max(...differences)}`);
		});
	}
});

test("A frame with an ADTS header is decoded as the same without", async () => {
	const { description, packets } = await packetsOf("aac-48000.m4a");
	const frames = packets.slice(0, 10).map(({ data }) => data);
	const plain = new AacDecoder(description);
	const withHeader = new AacDecoder(inAdts(frames[0] ?? new Uint8Array()));
	assert.equal(withHeader.sampleRate, 48000);
	assert.equal(withHeader.channels, 1);
	for (const frame of frames) {
		assert.deepEqual(withHeader.decode(inAdts(frame)), plain.decode(frame));
	}
});

test("Of HE-AAC the core is decoded, at half of its rate", () => {
	const decoder = new AacDecoder(HE_AAC_22050_STEREO);
	assert.equal(decoder.sampleRate, 22050);
	assert.equal(decoder.channels, 2);
});

test("Kinds of AAC that are not decoded are told apart from damage", () => {
	const main = Uint8Array.of(0x0a, 0x10);
	assert.throws(() => new AacDecoder(main), UnsupportedAac);
	const extendedHe = Uint8Array.of(0xf9, 0x48, 0x40, 0x00);
	assert.throws(() => new AacDecoder(extendedHe), UnsupportedAac);
});

test("A damaged frame throws or gives sound, and the next is decoded", async () => {
	const { description, packets } = await packetsOf("aac-stereo.m4a");
	const decoder = new AacDecoder(description);
	const random = numbers();
	let thrown = 0;
	for (let round = 0; round < 100; round++) {
		for (const { data } of packets) {
			const damaged = data.slice(0, data.length - (random() % 20));
			for (let byte = 0; byte < 4; byte++) {
				damaged[random() % damaged.length] = random() % 256;
			}
			try {
				for (const plane of decoder.decode(damaged)) {
					assert.ok(plane.every(Number.isFinite));
				}
			} catch (error) {
				assert.ok(error instanceof Error);
				assert.ok(!(error instanceof assert.AssertionError), error);
				thrown++;
			}
		}
	}
	assert.ok(thrown > 100);
	assert.equal(decoder.decode(packets[0]?.data ?? damage()).length, 2);
});

test("Of six channels two are made, none of them too loud", () => {
	const full = () => new Float32Array(4).fill(32768);
	const [left, right] = mixDown(
		[
			{ kind: "single", samples: full() },
			{ kind: "pair", left: full(), right: new Float32Array(4) },
			{ kind: "pair", left: full(), right: new Float32Array(4) },
			{ kind: "lowFrequency" },
		],
		2,
		4,
	);
	assert.ok(Math.abs((left?.[0] ?? 0) - 1) < 1e-6);
	assert.ok(Math.abs((right?.[0] ?? 0) - 0.2929) < 1e-3);
});

async function packetsOf(
	file: string,
): Promise<{ description: Uint8Array; packets: EncodedPacket[] }> {
	const source = new BufferSource(await readFile(path.join(FOLDER, file)));
	using input = new Input({ formats: [MP4], source });
	const track = await input.getPrimaryAudioTrack();
	assert.ok(track);
	const { description } = (await track.getDecoderConfig()) ?? {};
	assert.ok(description instanceof Uint8Array);
	const packets: EncodedPacket[] = [];
	for await (const packet of new EncodedPacketSink(track).packets()) {
		packets.push(packet);
	}
	return { description, packets };
}

/** Of a 16-bit WAV file, whose header FFmpeg makes 44 bytes long, and more with its name. */
async function samplesOf(file: string): Promise<Int16Array> {
	const bytes = await readFile(path.join(FOLDER, file));
	const data = bytes.indexOf("data") + 8;
	return new Int16Array(Uint8Array.from(bytes.subarray(data)).buffer);
}

/** As 16 bits hold it. */
function clipped(sample: number): number {
	return Math.max(-32768, Math.min(sample, 32767));
}

function interleaved(planes: readonly Float32Array[]): number[] {
	const [first = new Float32Array()] = planes;
	return [...first.keys()].flatMap((index) =>
		planes.map((plane) => plane[index] ?? 0),
	);
}

/** Low complexity, 48 kHz, one channel. */
function inAdts(frame: Uint8Array): Uint8Array {
	const length = frame.length + 7;
	return Uint8Array.from([
		0xff,
		0xf1,
		0x4c,
		0x40 | (length >> 11),
		(length >> 3) & 0xff,
		((length & 7) << 5) | 0x1f,
		0xfc,
		...frame,
	]);
}

/** The same each time. */
function numbers(): () => number {
	let state = 12345;
	return () => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return state >> 8;
	};
}

function damage(): never {
	throw new Error("There are no packets");
}
