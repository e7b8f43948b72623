import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, scriptOf, textOf } from "../../../src/transcript/script.ts";
import { asTranscript, conversation, spoken, wordsOf } from "./spoken.ts";

test("A long turn of one speaker has paragraphs, as a text without speakers has", () => {
	const sentence = "This is a sentence that goes on and on for quite a while.";
	const { paragraphs } = scriptOf(
		conversation(["A", Array(60).fill(sentence).join(" ")]),
	);
	assert(paragraphs.length > 3);
	assert(paragraphs.every(({ speaker }) => speaker === "A"));
	assert(paragraphs.every(({ words }) => textOf(words).length < 800));
});

test("Speech without full stops has paragraphs all the same", () => {
	const { paragraphs } = scriptOf(spoken(Array(2000).fill("word").join(" ")));
	assert(paragraphs.length > 5);
});

test("Titles, initials and a voice that trails off end no paragraph", () => {
	const text = `${"word ".repeat(60)}with Dr. [2000] Strand and J. [2000] Smith, well... [2000] perhaps.`;
	assert.equal(scriptOf(spoken(text)).paragraphs.length, 1);
});

test("Channels are told apart as speakers are, and both when both were asked for", () => {
	const utterance = (fields: object) => ({
		text: "Hello.",
		start: 0,
		end: 900,
		...fields,
	});
	const { paragraphs, names } = scriptOf(
		asTranscript({
			utterances: [
				utterance({ channel: "1", speaker: null }),
				utterance({ channel: "2", speaker: "2" }),
				utterance({ channel: "2", speaker: "2A" }),
				utterance({ speaker: "Michel Martin" }),
				utterance({ speaker: null }),
			],
		}),
	);
	assert.deepEqual(
		paragraphs.map(({ speaker }) => speaker),
		["1", "2", "2A", "Michel Martin", undefined],
	);
	assert.deepEqual(
		["1", "2A", "B", "Michel Martin"].map((speaker) => nameOf(speaker, names)),
		["Speaker 1", "Speaker 2A", "Speaker B", "Michel Martin"],
	);
});

test("Words that name their speakers are told apart without utterances", () => {
	const words = [
		...wordsOf("Good morning.", {}, "A"),
		...wordsOf("Hello.", { from: 2000 }, "B"),
	];
	const { paragraphs } = scriptOf(
		asTranscript({ text: "Good morning. Hello.", words, utterances: null }),
	);
	assert.deepEqual(
		paragraphs.map(({ speaker, words: said }) => [speaker, textOf(said)]),
		[
			["A", "Good morning."],
			["B", "Hello."],
		],
	);
});

test("An utterance without words shares its time among those of its text", () => {
	const [paragraph] = scriptOf(
		asTranscript({
			utterances: [{ speaker: "A", text: "One two.", start: 1000, end: 2000 }],
		}),
	).paragraphs;
	assert.deepEqual(paragraph?.words, [
		{ text: "One", start: 1000, end: 1500 },
		{ text: "two.", start: 1500, end: 2000 },
	]);
});

test("One broken time does not move the others", () => {
	for (const broken of [null, Number.NaN, -5, 9e12, 20_000_000, 0]) {
		const words = wordsOf("one two three four five").map((word, index) =>
			index === 2 ? { ...word, start: broken, end: broken } : word,
		);
		const [paragraph] = scriptOf(asTranscript({ text: "", words })).paragraphs;
		assert.deepEqual(
			paragraph?.words.map(({ start }) => start),
			[0, 350, 650, 1050, 1400],
			String(broken),
		);
	}
});

test("Words that overlap end where the next begins, and times are whole milliseconds", () => {
	const words = [
		{ text: "a", start: 0.4, end: 900 },
		{ text: "b", start: 500, end: 450 },
		{ text: "c", start: 700.6, end: 800 },
	];
	const [paragraph] = scriptOf(asTranscript({ text: "", words })).paragraphs;
	assert.deepEqual(
		paragraph?.words.map(({ start, end }) => [start, end]),
		[
			[0, 500],
			[500, 701],
			[701, 800],
		],
	);
});

test("Words without any times follow each other", () => {
	const words = ["a", "b", "c"].map((text) => ({ text, start: null }));
	const [paragraph] = scriptOf(asTranscript({ text: "", words })).paragraphs;
	assert.deepEqual(
		paragraph?.words.map(({ start, end }) => [start, end]),
		[
			[0, 300],
			[300, 600],
			[600, 900],
		],
	);
});

test("Turns are in the order in which they are heard", () => {
	const { paragraphs } = scriptOf(
		conversation(["B", "Second.", { from: 5000 }], ["A", "First."]),
	);
	assert.deepEqual(
		paragraphs.map(({ speaker }) => speaker),
		["A", "B"],
	);
});
