import assert from "node:assert/strict";
import { copyFile, open, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { FileProblem } from "../../../src/media/check.ts";
import { doubtAbout, type MediaFacts } from "../../../src/media/inspection.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { wave } from "../../fixtures/wave.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind, WORKER_SOURCE } from "./kinds.ts";

const media = new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS });

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
	["empty.mp3", "empty", /^empty\.mp3 is empty \(0 bytes\)/],
	["text.mp3", "notMedia", /^text\.mp3 holds neither audio nor video/],
	["video-only.mp4", "noAudio", /is a video without an audio track/],
	["video-only.mkv", "noAudio", /is a video without an audio track/],
	["unfinished.mp4", "unfinished", /the recording seems to be unfinished/],
	["protected.mp4", "protected", /is protected against copying/],
	["short.wav", "tooShort", /is shorter than the 0\.16 s/],
];

for (const [name, problem, message] of REFUSED) {
	test(`${name} is refused as ${problem}, by its name and with a way out`, async () => {
		const error = await refusal(kind(name));
		assert.equal(error.kind, problem);
		assert.match(error.message, message);
		assert.match(error.message, /\. [A-Z]\w+ /);
	});
}

test("A protected WMA is refused", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.wma");
	await copyFile(kind("wma.wma"), file);
	const handle = await open(file, "r+");
	const encryption = Buffer.from("fbb3112223bdd211b4b700a0c955fc6e", "hex");
	await handle.write(encryption, 0, encryption.length, 400);
	await handle.close();
	assert.equal((await refusal(file)).kind, "protected");
});

test("What is neither named nor made like a recording is told to be converted", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "minutes.docx");
	await writeFile(file, "PK and so on");
	assert.equal((await refusal(file)).kind, "unsupported");
});

test("A recording of more than ten hours is refused", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "long.wav");
	const second = wave({ sampleRate: 8000, bytes: 8000 * 36_001 });
	await writeFile(file, second);
	const handle = await open(file, "r+");
	await handle.truncate(44 + 8000 * 36_001);
	await handle.close();
	assert.equal((await refusal(file)).kind, "tooLong");
});

test("A file over the limit is refused where its audio cannot be sent alone", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "huge.wav");
	const bytes = MEDIA_LIMITS.maxBytes;
	const header = wave({ sampleRate: 96_000, bytes });
	await writeFile(file, header);
	const handle = await open(file, "r+");
	await handle.truncate(44 + bytes);
	await handle.close();
	assert.equal((await refusal(file)).kind, "tooLarge");
});

test("A video over the limit goes ahead where its audio is under it", async () => {
	const limits = { ...MEDIA_LIMITS, maxBytes: 5000 };
	const small = new MediaReader({ worker: WORKER_SOURCE, limits });
	const signal = new AbortController().signal;
	const file = kind("aac-front.mp4");
	await small.examine(file, { extractAudio: true }, signal);
	await assert.rejects(small.examine(file, { extractAudio: false }, signal), {
		kind: "tooLarge",
	});
	const tiny = new MediaReader({
		worker: WORKER_SOURCE,
		limits: { ...limits, maxBytes: 3000 },
	});
	await assert.rejects(tiny.examine(file, { extractAudio: true }, signal), {
		kind: "audioTooLarge",
	});
});

const DOUBTED: readonly (readonly [string, string])[] = [
	["cut-short.mp4", "cutShort"],
	["cut-short.wav", "cutShort"],
	["silent.wav", "silent"],
	["near-silent.wav", "faint"],
	["video-only.m2ts", "noAudioSeen"],
];

for (const [name, doubt] of DOUBTED) {
	test(`${name} may be sent, but is doubted as ${doubt}`, async () => {
		assert.equal(doubtAbout(await factsOf(kind(name))), doubt);
	});
}

test("A file whose parser finds no way through is doubted, not refused", async () => {
	await using folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.mkv");
	const header = Buffer.from("1a45dfa3", "hex");
	await writeFile(file, Buffer.concat([header, Buffer.alloc(4000, "\x81")]));
	assert.match(doubtAbout(await factsOf(file)) ?? "none", /damaged|gaveUp/);
});

async function refusal(file: string): Promise<FileProblem> {
	try {
		await factsOf(file);
	} catch (error) {
		assert(error instanceof FileProblem);
		return error;
	}
	throw new Error("It was not refused");
}

async function factsOf(file: string): Promise<MediaFacts> {
	const examined = await media.examine(
		file,
		{ extractAudio: true },
		new AbortController().signal,
	);
	return examined.media;
}
