import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdit } from "../../../src/transcript/edits.ts";
import { NoTranscript } from "../../../src/transcript/json.ts";
import { currentScript } from "../../../src/transcript/savedTranscript.ts";
import { textOf } from "../../../src/transcript/script.ts";
import { readTranscriptFile } from "../../../src/transcript/transcriptFile.ts";

const SERVICE = {
	id: "7c2b",
	status: "completed",
	text: "Good mourning.",
	audio_duration: 3,
	confidence: 0.9,
	words: [
		{ text: "Good", start: 0, end: 400, confidence: 0.9, speaker: null },
		{
			text: "mourning.",
			start: 400,
			end: 1200,
			confidence: 0.3,
			speaker: null,
		},
	],
	sidescribe: { version: 1, source: { name: "talk.mp3", size: 7 } },
};

const WHISPER = {
	text: " Good mourning.",
	segments: [{ id: 0, seek: 0, start: 0, end: 1.2, text: " Good mourning." }],
	language: "en",
};

for (const [what, name, given] of [
	["The service's JSON", "talk.transcript.json", SERVICE],
	["A Whisper program's JSON", "talk.json", WHISPER],
] as const) {
	test(`${what} keeps every field and the words that were heard, and edits beside them`, () => {
		const file = readTranscriptFile(name, JSON.stringify(given));
		assert.equal(file.script, file.original);
		const edited = applyEdit(file.script, {
			kind: "replaceWords",
			paragraph: 0,
			first: 1,
			end: 2,
			text: "morning.",
		});
		const text = file.write(edited);
		const { sidescribe: _, ...kept } = JSON.parse(text);
		const { sidescribe: __, ...expected } = { sidescribe: undefined, ...given };
		assert.deepEqual(kept, expected);

		const again = readTranscriptFile(name, text);
		assert.deepEqual(again.script, edited);
		assert.deepEqual(again.original, file.original);
		assert.equal(again.write(again.script), text);
		const restored = JSON.parse(again.write(again.original ?? edited));
		assert.equal(restored.sidescribe?.edited, undefined);
	});
}

test("JSON is written with the indentation that it had", () => {
	for (const indent of [undefined, "  ", "\t"]) {
		const text = `${JSON.stringify(WHISPER, undefined, indent)}\n`;
		const file = readTranscriptFile("talk.json", text);
		assert.equal(file.write(file.script), text);
	}
});

test("Captions that repeat each other are not to be edited, and say why", () => {
	const rolling = Array.from(
		{ length: 5 },
		(_, index) =>
			`00:0${index}.000 --> 00:0${index + 1}.000\nline ${index}\nline ${index + 1}\n`,
	);
	const file = readTranscriptFile(
		"talk.en.vtt",
		`WEBVTT\n\n${rolling.join("\n")}`,
	);
	assert.match(file.readonlyReason ?? "", /repeats lines/);
	assert.equal(
		readTranscriptFile("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n")
			.readonlyReason,
		undefined,
	);
});

test("What others made is saved as a transcript that all formats can be made from", () => {
	const file = readTranscriptFile(
		"talk.srt",
		"1\n00:00:01,000 --> 00:00:02,000\nAnna: Hi\n",
	);
	const saved = file.saved(file.script);
	assert.equal(saved.transcript.text, "Hi");
	assert.deepEqual(
		currentScript(saved).paragraphs.map(({ speaker, words }) => [
			speaker,
			textOf(words),
		]),
		[["Anna", "Hi"]],
	);
});

test("What is no transcript is refused", () => {
	for (const [name, text] of [
		["x.json", "{"],
		["x.json", "[]"],
		["x.json", '{"segments":[]'],
		["x.transcript.json", "{}"],
		["x.srt", "hello"],
		["x.vtt", "WEBVTT"],
	] as const) {
		assert.throws(() => readTranscriptFile(name, text), NoTranscript, text);
	}
});
