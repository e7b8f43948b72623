import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { lengthOf, type MediaLength } from "../../../src/media/length.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { wave } from "../../fixtures/wave.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind, WORKER_SOURCE } from "./kinds.ts";

const media = new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS });

test("A recording that does not say its length has it estimated by its size and the bit rate of its beginning", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.aac");
	const once = await readFile(kind("aac.aac"));
	const single = await lengthOfFile(kind("aac.aac"));
	assert.equal(
		single?.isEstimate,
		false,
		"the packets of a small one are counted",
	);
	await writeFile(file, Buffer.concat(Array<Buffer>(300).fill(once)));
	const length = await lengthOfFile(file);
	assert.equal(length?.isEstimate, true);
	const expected = 300 * single.seconds;
	const off = Math.abs(length.seconds - expected) / expected;
	assert(off < 0.1, `${length.seconds} s in place of ${expected} s`);
});

test("What the container says is no estimate, but for an MP3", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.wav");
	await writeFile(file, wave({ samples: Buffer.alloc(80_000, "talk") }));
	assert.deepEqual(await lengthOfFile(file), {
		seconds: 10,
		isEstimate: false,
	});
	assert.equal((await lengthOfFile(kind("mp3.mp3")))?.isEstimate, true);
});

test("Of a format that is not parsed no length is known", async () => {
	assert.equal(await lengthOfFile(kind("wma.wma")), undefined);
});

async function lengthOfFile(file: string): Promise<MediaLength | undefined> {
	const { signal } = new AbortController();
	const examined = await media.examine(file, { extractAudio: true }, signal);
	return lengthOf(examined.media);
}
