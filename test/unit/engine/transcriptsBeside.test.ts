import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	readTranscriptOf,
	transcriptsBeside,
} from "../../../src/engine/transcriptsBeside.ts";
import { NoTranscript } from "../../../src/transcript/json.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const ORDER = ["json", "vtt", "srt", "md", "txt"] as const;

const SRT = `1
00:00:01,000 --> 00:00:02,500
Hello, and welcome.

2
00:00:03,000 --> 00:00:04,000
This is it.
`;

async function folderWith(files: Readonly<Record<string, string>>) {
	const folder = await temporaryFolder();
	for (const [name, content] of Object.entries(files)) {
		await writeFile(path.join(folder.path, name), content);
	}
	return { ...folder, at: (name: string) => path.join(folder.path, name) };
}

test("A recording's transcripts are those of its name; where two share one, those of its whole name", async () => {
	await using folder = await folderWith({
		"talk.txt": "of the MP3",
		"talk.srt": SRT,
		"talk.wav.txt": "of the WAV",
	});
	const namesOf = async (name: string) =>
		(await transcriptsBeside(folder.at(name))).map(({ file }) =>
			path.basename(file),
		);
	assert.deepEqual(await namesOf("talk.mp3"), ["talk.txt", "talk.srt"]);
	assert.deepEqual(await namesOf("talk.wav"), ["talk.wav.txt"]);
	assert.deepEqual(await namesOf("other.mp3"), []);
});

test("Captions are read with their times, notes as they stand", async () => {
	await using folder = await folderWith({
		"talk.srt": SRT,
		"notes.md": "# Talk\r\n\r\nMine.\r\n",
	});
	const captions = await readTranscriptOf(folder.at("talk.mp3"), ORDER);
	assert.equal(captions?.format, "srt");
	assert.equal(captions?.paragraphs[0]?.start, 1000);
	assert.match(
		captions?.text ?? "",
		/Hello, and welcome\. This is it\.|Hello, and welcome\.\n\nThis is it\./,
	);
	const notes = await readTranscriptOf(folder.at("notes.md"), ORDER);
	assert.equal(notes?.text, "# Talk\n\nMine.\n");
	assert.deepEqual(notes?.paragraphs, [{ text: "# Talk" }, { text: "Mine." }]);
});

test("What is no transcript is told from what is not there", async () => {
	await using folder = await folderWith({
		"talk.transcript.json": "{}",
		"settings.json": "{}",
	});
	assert.equal(await readTranscriptOf(folder.at("none.mp3"), ORDER), undefined);
	assert.equal(await readTranscriptOf(folder.at("none.txt"), ORDER), undefined);
	for (const name of ["talk.mp3", "settings.json"]) {
		await assert.rejects(
			readTranscriptOf(folder.at(name), ORDER),
			NoTranscript,
		);
	}
});
