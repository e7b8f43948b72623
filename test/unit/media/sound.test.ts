import assert from "node:assert/strict";
import { open, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import type { Sound } from "../../../src/media/inspection.ts";
import { FileBytes } from "../../../src/media/worker/fileBytes.ts";
import { measureSound } from "../../../src/media/worker/loudness.ts";
import { readWave } from "../../../src/media/worker/wave.ts";
import { wave } from "../../fixtures/wave.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** How a sample format writes zero, a value below a thousandth, and a loud one. */
interface Format {
	readonly name: string;
	readonly tag: number;
	readonly bits: number;
	write(bytes: Buffer, offset: number, level: number): void;
}

const FORMATS: readonly Format[] = [
	format("unsigned 8 bits", 1, 8, (bytes, at, level) =>
		bytes.writeUInt8(128 + Math.round(127 * level), at),
	),
	format("16 bits", 1, 16, (bytes, at, level) =>
		bytes.writeInt16LE(Math.round(32_767 * level), at),
	),
	format("24 bits", 1, 24, (bytes, at, level) =>
		bytes.writeIntLE(Math.round((2 ** 23 - 1) * level), at, 3),
	),
	format("32 bits", 1, 32, (bytes, at, level) =>
		bytes.writeInt32LE(Math.round((2 ** 31 - 1) * level), at),
	),
	format("floats of 32 bits", 3, 32, (bytes, at, level) =>
		bytes.writeFloatLE(level, at),
	),
	format("floats of 64 bits", 3, 64, (bytes, at, level) =>
		bytes.writeDoubleLE(level, at),
	),
	// The code of the least value, and one of a large one (ITU-T G.711).
	format("A-law", 6, 8, (bytes, at, level) =>
		bytes.writeUInt8(level > 0.1 ? 0xaa : 0xd5, at),
	),
	format("μ-law", 7, 8, (bytes, at, level) =>
		bytes.writeUInt8(level > 0.1 ? 0x80 : 0xff, at),
	),
];

for (const each of FORMATS) {
	test(`Silence in ${each.name} is known, and so is sound in any one channel`, async () => {
		const width = each.bits / 8;
		const channels = 3;
		const silence = Buffer.alloc(1000 * channels * width);
		for (let sample = 0; sample < 1000 * channels; sample++) {
			each.write(silence, sample * width, 0);
		}
		assert.equal(await soundOf(each, channels, silence), "silent");
		for (let channel = 0; channel < channels; channel++) {
			const sound = Buffer.from(silence);
			each.write(sound, (500 * channels + channel) * width, 0.3);
			assert.equal(await soundOf(each, channels, sound), "audible");
		}
	});
}

test("Hiss below a thousandth of full scale is near silence", async () => {
	const hiss = Buffer.alloc(20_000);
	for (let at = 0; at < hiss.length; at += 2) {
		hiss.writeInt16LE((at * 7919) % 31, at);
	}
	assert.equal(await soundOf({ tag: 1, bits: 16 }, 1, hiss), "faint");
});

test("A steady offset is silence, however large", async () => {
	const offset = Buffer.alloc(20_000, Buffer.from([0x00, 0x20]));
	assert.equal(await soundOf({ tag: 1, bits: 16 }, 1, offset), "silent");
});

test("Of samples that are coded nothing is said", async () => {
	const coded = Buffer.alloc(20_000);
	assert.equal(await soundOf({ tag: 0x11, bits: 4 }, 2, coded), "notChecked");
});

test("In a file of hours a minute of speech is found", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "long.wav");
	const bytes = 400 * 1024 * 1024;
	await writeFile(file, wave({ sampleRate: 16_000, bits: 16, bytes }));
	const handle = await open(file, "r+");
	await handle.truncate(44 + bytes);
	assert.equal(await measured(file), "silent");
	const minute = Buffer.alloc(60 * 32_000, Buffer.from([0, 0, 0, 0x20]));
	await handle.write(minute, 0, minute.length, 44 + 301_000_000);
	await handle.close();
	assert.equal(await measured(file), "audible");
});

function format(
	name: string,
	tag: number,
	bits: number,
	write: Format["write"],
): Format {
	return { name, tag, bits, write };
}

async function soundOf(
	{ tag, bits }: { readonly tag: number; readonly bits: number },
	channels: number,
	samples: Buffer,
): Promise<Sound> {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.wav");
	await writeFile(file, wave({ tag, bits, channels, samples }));
	return measured(file);
}

async function measured(file: string): Promise<Sound> {
	await using bytes = await FileBytes.open(file);
	const layout = await readWave(bytes);
	assert(layout);
	return await measureSound(bytes, layout);
}
