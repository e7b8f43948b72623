import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { endingOf, FORMATS, render } from "../../../src/transcript/formats.ts";
import { fromJson } from "../../../src/transcript/json.ts";
import { savedTalk, TALKS } from "../../fixtures/transcripts/talks.ts";
import { parseMd, parseSrt, parseVtt, squeezed } from "./parsers.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../fixtures/transcripts");

for (const talk of TALKS) {
	const saved = savedTalk(talk);
	const golden = (format: (typeof FORMATS)[number]) =>
		readFile(path.join(FOLDER, talk.name + endingOf(format)), "utf8");
	const text = squeezed(saved.transcript.text ?? "");

	for (const format of FORMATS) {
		test(`The talk in "${talk.language}" is the golden file as ${format}`, async () => {
			assert.equal(
				render(format, saved),
				await golden(format),
				"Where the change is wanted: npm run golden",
			);
		});
	}

	test(`The golden files of the talk in "${talk.language}" are whole for parsers that others wrote`, async () => {
		const srt = parseSrt(await golden("srt")).flatMap(({ lines }) => lines);
		const vtt = parseVtt(await golden("vtt"));
		const md = parseMd(await golden("md"));
		assert.equal(
			squeezed(srt.join("").replaceAll(/Speaker\s?[AB]:/g, "")),
			text,
		);
		assert.equal(squeezed(vtt.flatMap(({ lines }) => lines).join("")), text);
		assert.deepEqual(
			[...new Set(vtt.map(({ speaker }) => speaker))],
			["Speaker A", "Speaker B"],
		);
		assert.equal(
			squeezed(md.paragraphs.map((paragraph) => paragraph.text).join("")),
			text,
		);
		assert.deepEqual(fromJson(await golden("json"), "another"), saved);
	});
}
