import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { type Script, textOf } from "../../../../src/transcript/script.ts";
import { readWhisper } from "../../../../src/transcript/whisper/read.ts";

test("OpenAI's Whisper: words with their probability, or segments whose words share their time", () => {
	const script = readWhisper({
		text: " Hello there. Bye now.",
		language: "en",
		segments: [
			{
				id: 0,
				start: 0.5,
				end: 1.5,
				text: " Hello there.",
				words: [
					{ word: " Hello", start: 0.5, end: 0.9, probability: 0.98 },
					{ word: " there.", start: 0.9, end: 1.5, probability: 0.4 },
				],
			},
			{ id: 1, start: 2, end: 3, text: " Bye now." },
		],
	});
	assert.deepEqual(script?.paragraphs, [
		{
			words: [
				{ text: "Hello", start: 500, end: 900, confidence: 0.98 },
				{ text: "there.", start: 900, end: 1500, confidence: 0.4 },
				{ text: "Bye", start: 2000, end: 2429 },
				{ text: "now.", start: 2429, end: 3000 },
			],
		},
	]);
});

test("WhisperX: speakers, and times for words that it could not time", () => {
	const script = readWhisper({
		segments: [
			{
				start: 0,
				end: 2,
				text: "In 1984 we met.",
				speaker: "SPEAKER_00",
				words: [
					{ word: "In", start: 0, end: 0.4, score: 0.9, speaker: "SPEAKER_00" },
					{ word: "1984" },
					{ word: "we", start: 1.2, end: 1.4, score: 0.8 },
					{
						word: "met.",
						start: 1.5,
						end: 2,
						score: 0.7,
						speaker: "SPEAKER_01",
					},
				],
			},
		],
		word_segments: [],
	});
	assert.deepEqual(told(script), [
		["SPEAKER_00", "In 1984 we"],
		["SPEAKER_01", "met."],
	]);
	assert.deepEqual(script?.paragraphs[0]?.words[1], {
		text: "1984",
		start: 400,
		end: 1200,
	});
});

test("whisper.cpp: tokens are words where they begin with a space", () => {
	const token = (text: string, from: number, to: number, p = 0.9) => ({
		text,
		offsets: { from, to },
		p,
		id: 1,
	});
	const script = readWhisper({
		model: { type: "base" },
		transcription: [
			{
				text: " Transcribing, mostly.",
				offsets: { from: 0, to: 2000 },
				tokens: [
					token("[_BEG_]", 0, 0),
					token(" Trans", 0, 400),
					token("cribing", 400, 900, 0.5),
					token(",", 900, 1000),
					token(" mostly", 1000, 1800),
					token(".", 1800, 2000),
					token("[_TT_100]", 2000, 2000),
				],
			},
			{ text: " Without tokens.", offsets: { from: 2000, to: 3000 } },
			{
				text: " Broken: 語",
				offsets: { from: 3000, to: 4000 },
				tokens: [token(" Broken: ", 3000, 3500), token("\uFFFD", 3500, 4000)],
			},
		],
	});
	assert.deepEqual(told(script), [
		[undefined, "Transcribing, mostly. Without tokens. Broken: 語"],
	]);
	assert.deepEqual(script?.paragraphs[0]?.words[0], {
		text: "Transcribing,",
		start: 0,
		end: 1000,
		confidence: 0.5,
	});
});

test("Languages without spaces are joined as the program's text joins them", () => {
	const script = readWhisper({
		segments: [
			{
				start: 0,
				end: 1,
				text: "今日は",
				words: [
					{ word: "今", start: 0, end: 0.2 },
					{ word: "日", start: 0.2, end: 0.5 },
					{ word: "は", start: 0.5, end: 1 },
				],
			},
		],
	});
	assert.deepEqual(told(script), [[undefined, "今日は"]]);
	assert.equal(script?.paragraphs[0]?.words.length, 3);
});

test("Speech without punctuation is cut into paragraphs that can be read", () => {
	const segments = Array.from({ length: 500 }, (_, index) => ({
		start: index * 2,
		end: index * 2 + 1.5,
		text: " and so on and on",
	}));
	const { paragraphs = [] } = readWhisper({ segments }) ?? {};
	assert(paragraphs.length > 5);
	assert(paragraphs.every(({ words }) => textOf(words).length <= 1600));
});

test("Other JSON is none of these, whatever it is", () => {
	for (const value of [
		null,
		7,
		"x",
		[],
		{},
		{ segments: {} },
		{ segments: [{ text: 1 }] },
		{ segments: [{ text: "x", start: -1, end: 2 }] },
		{ transcription: ["x"] },
		{ words: [] },
	]) {
		assert.equal(readWhisper(value), undefined, JSON.stringify(value));
	}
	fc.assert(
		fc.property(
			fc.jsonValue(),
			fc.constantFrom("segments", "transcription"),
			(value, key) => {
				readWhisper({ [key]: [value] });
				readWhisper({
					[key]: [
						{
							text: "x",
							start: 0,
							end: 1,
							offsets: { from: 0, to: 1 },
							words: value,
							tokens: value,
						},
					],
				});
			},
		),
	);
});

function told(script: Script | undefined) {
	return script?.paragraphs.map(({ speaker, words }) => [
		speaker,
		textOf(words),
	]);
}
