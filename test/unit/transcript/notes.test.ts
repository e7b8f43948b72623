import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { fromJson } from "../../../src/transcript/json.ts";
import { readNotes } from "../../../src/transcript/notes.ts";
import { currentScript } from "../../../src/transcript/savedTranscript.ts";
import { nameOf, type Script, textOf } from "../../../src/transcript/script.ts";
import { readTranscriptFile } from "../../../src/transcript/transcriptFile.ts";

test("Notes have the times and speakers that their lines begin with", () => {
	const script = readNotes(
		"# Title\n\nBefore any time.\n\n[00:00:05](talk.mp4#t=5) **Anna \\*B\\*:** Good \\[early\\]\nmorning.\n\n- **1:00** Hello.\n\nNot noted at any time.\n",
	);
	assert.deepEqual(told(script), [
		["Anna *B*", "Good [early] morning.", 5000],
		["Anna *B*", "Hello.", 60_000],
	]);
	assert.equal(script.paragraphs[0]?.words.at(-1)?.end, 5000 + 80 * 19);
});

test("Markdown that we made is read as the transcript it was made of, by the second", async () => {
	for (const talk of ["bakery", "bookshop", "lighthouse"]) {
		const folder = path.join(import.meta.dirname, "../../fixtures/transcripts");
		const read = (ending: string) =>
			readFile(path.join(folder, talk + ending), "utf8");
		const script = currentScript(
			fromJson(await read(".transcript.json"), talk),
		);
		const notes = readNotes(await read(".md"));
		assert.deepEqual(
			told(notes),
			script.paragraphs.map(({ speaker, words }) => [
				speaker && nameOf(speaker, script.names),
				textOf(words),
				Math.floor((words[0]?.start ?? 0) / 1000) * 1000,
			]),
		);
	}
});

test("Notes are not to be edited in the view, and say so", () => {
	const file = readTranscriptFile("talk.md", "[0:05] Hi\n");
	assert.match(file.readonlyReason ?? "", /open the Markdown file/);
	assert.throws(
		() => readTranscriptFile("talk.md", "Hi\n"),
		/begins with a time/,
	);
});

function told({ paragraphs }: Script) {
	return paragraphs.map(({ speaker, words }) => [
		speaker,
		textOf(words),
		words[0]?.start,
	]);
}
