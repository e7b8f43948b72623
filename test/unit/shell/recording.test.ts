import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	recordingByContent,
	recordingByName,
} from "../../../src/shell/transcriptView/recording.ts";
import type { SourceRecord } from "../../../src/transcript/savedTranscript.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

for (const [what, transcript, source, files, expected] of [
	[
		"by the name that the transcript has",
		"a.transcript.json",
		{ name: "talk.mp4" },
		["a.mp3", "talk.mp4"],
		"talk.mp4",
	],
	[
		"by that name in another case",
		"a.transcript.json",
		{ name: "Talk.MP4" },
		["talk.mp4"],
		"talk.mp4",
	],
	[
		"by its own name where it was renamed with it",
		"b.transcript.json",
		{ name: "talk.mp4" },
		["b.mp4"],
		"b.mp4",
	],
	[
		"by its name with the recording's ending in it",
		"b.mp3.transcript.json",
		{ name: "x" },
		["b.mp3", "b.mp4"],
		"b.mp3",
	],
	[
		"by its name without a number",
		"b (2).transcript.json",
		{ name: "x" },
		["b.mp3"],
		"b.mp3",
	],
	[
		"by its name without a language",
		"b.en-GB.vtt",
		{ name: "b.en-GB.vtt" },
		["b.webm"],
		"b.webm",
	],
	[
		"by the name in an address",
		"a.transcript.json",
		{ name: "https://example.com/x/my%20talk.mp4?sig=1" },
		["my talk.mp4"],
		"my talk.mp4",
	],
	[
		"by size and hash under another name",
		"a.transcript.json",
		sourceOf("sound of c.mp3"),
		["b.mp3", "c.mp3"],
		"c.mp3",
	],
	[
		"not where only the size is the same",
		"a.transcript.json",
		{ ...sourceOf("sound of c.mp3"), sha256: "0" },
		["b.mp3", "c.mp3"],
		undefined,
	],
	[
		"not outside its folder",
		"a.transcript.json",
		{ name: "../elsewhere.mp3" },
		["b.mp3"],
		undefined,
	],
	[
		"not in what is no recording",
		"a.transcript.json",
		{ name: "secret.txt" },
		["secret.txt", "a.txt"],
		undefined,
	],
] as const) {
	test(`A transcript's recording is found ${what}`, async () => {
		await using folder = await temporaryFolder();
		const inside = path.join(folder.path, "talks");
		await mkdir(inside);
		await writeFile(path.join(folder.path, "elsewhere.mp3"), "sound");
		await mkdir(path.join(inside, "a.mp4"));
		for (const name of files) {
			await writeFile(path.join(inside, name), `sound of ${name}`);
		}
		const file = path.join(inside, transcript);
		const found =
			(await recordingByName(file, source)) ??
			(await recordingByContent(file, source, new AbortController().signal));
		assert.equal(found && path.relative(inside, found), expected);
	});
}

function sourceOf(content: string): SourceRecord {
	return {
		name: "gone.mp3",
		size: content.length,
		sha256: createHash("sha256").update(content).digest("hex"),
	};
}
