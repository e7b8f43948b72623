import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transcript } from "assemblyai";
import { scriptOf, textOf } from "../../../src/transcript/script.ts";
import { toTxt } from "../../../src/transcript/txt.ts";

test("Speakers have a paragraph each, with their names", () => {
	const utterances = [
		{ speaker: "A", text: "Good morning.", start: 0, end: 900 },
		{ speaker: "B", text: "Hello.", start: 1000, end: 1400 },
	];
	assert.equal(
		txtOf({ text: "Good morning. Hello.", utterances } as Transcript),
		"Speaker A: Good morning.\n\nSpeaker B: Hello.\n",
	);
});

test("A long silence after a sentence begins a paragraph, one within a sentence does not", () => {
	const transcript = spoken(["One", 3000], ["two.", 3000], ["Three."]);
	assert.deepEqual(paragraphsIn(transcript), ["One two.", "Three."]);
});

test("Speech without silences is cut at sentence ends, and no word is lost", () => {
	const words = Array.from({ length: 600 }, (_, index): [string] => [
		index % 12 === 11 ? `word${index}.` : `word${index}`,
	]);
	const paragraphs = paragraphsIn(spoken(...words));
	assert(paragraphs.length > 4);
	assert(paragraphs.every((text) => text.endsWith(".")));
	assert.equal(paragraphs.join(" "), words.map(([text]) => text).join(" "));
});

test("Words of a language without spaces are joined as the service joins them", () => {
	const words = ["こんにち", "は。"].map((text, index) => ({
		text,
		start: index * 100,
		end: index * 100 + 100,
	}));
	const transcript = { text: "こんにちは。", words } as Transcript;
	assert.equal(txtOf(transcript), "こんにちは。\n");
});

test("A transcript without words has its text alone", () => {
	assert.equal(txtOf({ text: " Hello. " } as Transcript), "Hello.\n");
});

test("A recording without speech gives a file that says so", () => {
	for (const transcript of [
		{ text: "", words: [] },
		{ text: null, words: null },
	]) {
		assert.equal(
			txtOf(transcript as unknown as Transcript),
			"No speech was found in this recording.\n",
		);
	}
});

function txtOf(transcript: Transcript): string {
	return toTxt(scriptOf(transcript));
}

function paragraphsIn(transcript: Transcript): string[] {
	return scriptOf(transcript).paragraphs.map(({ words }) => textOf(words));
}

/** Words with the silence after each, in milliseconds. */
function spoken(...words: readonly [text: string, pauseMs?: number][]) {
	let now = 0;
	const timed = words.map(([text, pauseMs = 50]) => {
		const start = now;
		now += 300 + pauseMs;
		return { text, start, end: start + 300, confidence: 1, speaker: null };
	});
	return {
		text: words.map(([text]) => text).join(" "),
		words: timed,
	} as unknown as Transcript;
}
