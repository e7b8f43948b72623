import assert from "node:assert/strict";
import { test } from "node:test";
import {
	fromJson,
	NoTranscript,
	toJson,
} from "../../../src/transcript/json.ts";
import { asTranscript, conversation, spoken } from "./spoken.ts";

const transcript = conversation(["A", "Hello there."], ["B", "Hi."]);
const saved = {
	transcript,
	source: { name: "talk.mp4", size: 12, sha256: "ab".repeat(32) },
	transcribedAt: "2026-11-24T18:29:00.000Z",
	edited: {
		paragraphs: [
			{ speaker: "A", words: [{ text: "Hello", start: 0, end: 300 }] },
		],
		names: { A: "Anna" },
	},
};

test("The service's answer stands as it is, whatever is in it, with one field more", () => {
	const extra = {
		speech_understanding: { response: { translation: { status: "success" } } },
		translated_texts: { de: "Hallo." },
		newer_than_this: [1, { deep: [null] }],
	};
	const answer = { ...transcript, ...extra };
	const { sidescribe, ...rest } = JSON.parse(
		toJson({ ...saved, transcript: answer }),
	);
	assert.deepEqual(rest, answer);
	assert.deepEqual(sidescribe, {
		version: 1,
		source: saved.source,
		transcribedAt: saved.transcribedAt,
		edited: saved.edited,
	});
});

test("What was saved is read back as it was", () => {
	assert.deepEqual(fromJson(toJson(saved), "another.mp4"), saved);
});

test("The service's own answer is read, under the name that the file gives it", () => {
	assert.deepEqual(fromJson(JSON.stringify(transcript), "talk.mp3"), {
		transcript,
		source: { name: "talk.mp3" },
	});
});

test("A word stands on a line of its own", () => {
	const lines = toJson({
		transcript: spoken("Good morning."),
		source: { name: "a.mp3" },
	}).split("\n");
	assert.equal(
		lines.filter((line) => line.includes('"text":"morning."')).length,
		1,
	);
	assert.equal(lines.at(-1), "");
});

test("A recording without speech says so beside its source", () => {
	const empty = asTranscript({ text: "", words: [] });
	const json = toJson({ transcript: empty, source: { name: "a.mp3" } });
	assert.equal(
		JSON.parse(json).sidescribe.note,
		"No speech was found in this recording.",
	);
	assert.doesNotMatch(toJson(saved), /No speech/);
});

test("What is no transcript, or not whole, is refused with the reason", () => {
	const edit = (part: object) => ({ ...JSON.parse(toJson(saved)), ...part });
	const own = (part: object) => {
		const json = JSON.parse(toJson(saved));
		return { ...json, sidescribe: { ...json.sidescribe, ...part } };
	};
	const word = { text: "a", start: 0, end: 1 };
	const cases: [unknown, RegExp][] = [
		[[], /no transcript of AssemblyAI/],
		[null, /no transcript of AssemblyAI/],
		[{ id: "x" }, /no transcript of AssemblyAI/],
		[edit({ status: "processing" }), /not finished/],
		[edit({ status: "error" }), /not finished/],
		[edit({ words: "none" }), /words is no list/],
		[edit({ words: [word, null] }), /words\[1\] is no object/],
		[edit({ words: [{ ...word, start: "0" }] }), /words\[0\]\.start is no num/],
		[edit({ words: [{ start: 0, end: 1 }] }), /words\[0\]\.text is no text/],
		[edit({ words: [{ ...word, speaker: 1 }] }), /words\[0\]\.speaker is no t/],
		[edit({ utterances: [{ text: 1 }] }), /utterances\[0\]\.text is no text/],
		[edit({ utterances: {} }), /utterances is no list/],
		[edit({ text: 5 }), /: text is no text/],
		[edit({ language_code: {} }), /language_code is no text/],
		[edit({ sidescribe: "x" }), /sidescribe is no object/],
		[own({ version: 2 }), /newer version of Sidescribe/],
		[own({ version: "x" }), /sidescribe\.version is no number/],
		[own({ source: { name: 1 } }), /sidescribe\.source\.name is no text/],
		[own({ source: { name: "a", size: -1 } }), /size is less than nothing/],
		[own({ transcribedAt: "yesterday" }), /transcribedAt is no date/],
		[own({ edited: [] }), /sidescribe\.edited is no object/],
		[own({ edited: { paragraphs: [] } }), /edited\.names is no object/],
		[
			own({ edited: { paragraphs: [{ words: [{ text: "a" }] }], names: {} } }),
			/paragraphs\[0\]\.words\[0\]\.start is no number/,
		],
		[
			own({ edited: { paragraphs: [], names: { A: 1 } } }),
			/names\.A is no text/,
		],
	];
	for (const [json, reason] of cases) {
		assert.throws(
			() => fromJson(JSON.stringify(json), "talk.mp3"),
			(error) => error instanceof NoTranscript && reason.test(error.message),
			`${reason}`,
		);
	}
	const deep = `{"id": "a", "words": ${"[".repeat(5000)}${"]".repeat(5000)}}`;
	assert.throws(
		() => fromJson(deep, "talk.mp3"),
		(error) => error instanceof NoTranscript && /no end/.test(error.message),
	);
	assert.throws(
		() => fromJson(toJson(saved).slice(0, -40), "talk.mp3"),
		(error) => error instanceof NoTranscript && /not JSON/.test(error.message),
	);
});

test("Times that an editor left out of order are put in order", () => {
	const words = [
		{ text: "a", start: 500, end: 400 },
		{ text: "b", start: 600, end: 2000 },
		{ text: "c", start: 900, end: 1000 },
	];
	const json = toJson({
		...saved,
		edited: { paragraphs: [{ words }], names: {} },
	});
	assert.deepEqual(
		fromJson(json, "a").edited?.paragraphs[0]?.words.map(({ start, end }) => [
			start,
			end,
		]),
		[
			[500, 600],
			[600, 900],
			[900, 1000],
		],
	);
});
