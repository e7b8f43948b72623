import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	packScript,
	packScriptInTurns,
} from "../../../src/protocol/packedScript.ts";
import { TranscriptWriter } from "../../../src/shell/transcriptView/writer/writer.ts";
import { applyEdit } from "../../../src/transcript/edits.ts";
import { render } from "../../../src/transcript/formats.ts";
import { readTranscriptFile } from "../../../src/transcript/transcriptFile.ts";
import { longScript } from "../../fixtures/scripts.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const NAME = "talk.transcript.json";
const THREAD = new URL(
	"../../../src/shell/transcriptView/writer/main.ts",
	import.meta.url,
);

for (const [what, hours] of [
	["A short transcript", 0.01],
	["A long one, in a thread,", 1],
] as const) {
	test(`${what} is written as every format has it, and what stands beside it where it is ours`, async () => {
		await using folder = await temporaryFolder();
		const base = transcriptOf(hours);
		const file = readTranscriptFile(NAME, base);
		const edited = applyEdit(file.script, {
			kind: "replaceWords",
			paragraph: 0,
			first: 0,
			end: 1,
			text: "Hello",
		});
		const beside = (ending: string) => path.join(folder.path, `talk${ending}`);
		await writeFile(beside(".srt"), render("srt", file.saved(file.script)));
		await writeFile(beside(".txt"), "Somebody's own.");
		const result = await new TranscriptWriter(THREAD).write({
			file: beside(".transcript.json"),
			base,
			before: undefined,
			now: packScript(edited),
		});
		assert.ok(result.text === file.write(edited));
		assert.deepEqual(
			result.siblings.map(({ isForeign, file }) => [
				path.extname(file),
				isForeign,
			]),
			[
				[".txt", true],
				[".srt", false],
			],
		);
		const [txt, srt] = result.siblings;
		assert.ok(txt?.content === render("txt", file.saved(edited)));
		assert.ok(srt?.content === render("srt", file.saved(edited)));
	});
}

test("A script that is packed in turns is packed as in one go", async () => {
	const script = longScript(0.5);
	let turns = 0;
	const packed = await packScriptInTurns(script, async () => {
		turns++;
	});
	assert.ok(turns > 0);
	assert.ok(packed === packScript(script));
	const nothing = { paragraphs: [], names: { A: "Anna" } };
	assert.equal(
		await packScriptInTurns(nothing, async () => {}),
		packScript(nothing),
	);
});

test("A transcript that went back to what was heard is as the service gave it", async () => {
	await using folder = await temporaryFolder();
	const base = transcriptOf(0.01);
	const result = await new TranscriptWriter(THREAD).write({
		file: path.join(folder.path, NAME),
		base,
		before: undefined,
		now: undefined,
	});
	assert.equal(JSON.parse(result.text).sidescribe?.edited, undefined);
});

function transcriptOf(hours: number): string {
	const words = longScript(hours).paragraphs.flatMap(({ speaker, words }) =>
		words.map((word) => ({ ...word, speaker })),
	);
	return JSON.stringify({ id: "x", status: "completed", words });
}
