import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transcript } from "assemblyai";
import { scriptOf } from "../../../src/transcript/script.ts";
import { toSrt } from "../../../src/transcript/srt.ts";
import { toVtt } from "../../../src/transcript/vtt.ts";
import { parseSrt, parseVtt } from "./parsers.ts";
import { asTranscript, conversation, spoken, wordsOf } from "./spoken.ts";

test("A long sentence is cut between its clauses, not where a line is full", () => {
	assert.deepEqual(
		linesOf(
			spoken(
				"I had never seen the harbour so quiet before, because every boat that could still float had left for the islands.",
			),
		),
		[
			["I had never seen", "the harbour so quiet before,"],
			[
				"because every boat that could still float",
				"had left for the islands.",
			],
		],
	);
});

test("No line or caption ends on an article or a preposition", () => {
	const lines = linesOf(
		spoken(
			"He walked along the edge of the water to the old house of the man who had taught him how to mend the nets of the fishermen on the other side of the bay",
		),
	).flat();
	assert(lines.length > 3);
	for (const line of lines) {
		assert.doesNotMatch(line, /\b(the|of|to|on|who|how|had)$/);
	}
});

test("No word of a sentence stands alone in a caption", () => {
	const captions = linesOf(
		spoken(
			"Everything that anybody ever wrote about that lighthouse and about its keepers was lost in the fire yesterday.",
		),
	);
	assert(captions.length >= 2);
	assert(captions.every((lines) => lines.join(" ").includes(" ")));
});

test("Another speaker begins another caption, named by a voice or by name", () => {
	const transcript = conversation(
		["A", "Ready?"],
		["B", "Yes. Go on.", { from: 1500 }],
		["B", "I am.", { from: 3500 }],
	);
	assert.deepEqual(
		vttOf(transcript).map(({ speaker, lines }) => [speaker, ...lines]),
		[
			["Speaker A", "Ready?"],
			["Speaker B", "Yes. Go on."],
			["Speaker B", "I am."],
		],
	);
	assert.deepEqual(linesOf(transcript, "srt"), [
		["Speaker A: Ready?"],
		["Speaker B: Yes. Go on."],
		["I am."],
	]);
});

test("Who interrupts is shown when heard, and who goes on is named again", () => {
	const transcript = conversation(
		["A", "We went down to the beach, and there it was, in the sand."],
		["B", "Really?", { from: 2200 }],
	);
	assert.deepEqual(linesOf(transcript, "srt"), [
		["Speaker A: We went down to the beach,"],
		["Speaker B: Really?"],
		["Speaker A: and there it was, in the sand."],
	]);
});

test("A short word stays for five sixths of a second, a long silence leaves the screen empty", () => {
	const [first, second] = vttOf(spoken("Stop. [4000] Go on then."));
	assert.deepEqual([first?.from, first?.to], [0, 834]);
	assert.equal(second?.from, 4300);
});

test("A silence of two seconds ends a caption within a sentence", () => {
	assert.deepEqual(linesOf(spoken("I think [2100] we should go.")), [
		["I think"],
		["we should go."],
	]);
});

test("What is spoken fast stays as long as it takes to read, where nobody speaks after it", () => {
	const [caption] = vttOf(
		spoken("Extraordinary circumstances undoubtedly.", { wordMs: 150 }),
	);
	assert.equal(caption?.lines.join(" ").length, 40);
	assert.equal(caption?.to, 2000);
});

test("Between captions are two frames, or half a second and more", () => {
	const captions = vttOf(
		spoken(
			"This is the first of them and it is long enough. [400] And this is the second of them and long as well. [900] And this is the last.",
		),
	);
	const gaps = captions
		.slice(1)
		.map(({ from }, index) => from - (captions[index]?.to ?? 0));
	assert.deepEqual(gaps, [84, 900]);
});

test("Speech without an end is cut at seven seconds", () => {
	const slow = spoken("one two three four", { wordMs: 3000 });
	assert(vttOf(slow).every(({ from, to }) => to - from <= 7000));
	const [word] = vttOf(spoken("Oooooh.", { wordMs: 60_000 }));
	assert.equal(word?.to, 7000);
});

test("Japanese has at most 16 wide characters a line, cut between phrases", () => {
	const text =
		"昨日は友達と一緒に新しい喫茶店へ行ってきました。コーヒーがとても美味しかったので、また来週行こうと思っています。";
	const captions = linesOf(
		asTranscript({
			text,
			words: [...text].map((character, index) => ({
				text: character,
				start: index * 150,
				end: index * 150 + 150,
			})),
		}),
	);
	assert.deepEqual(captions, [
		["昨日は友達と一緒に新しい", "喫茶店へ行ってきました。"],
		["コーヒーがとても", "美味しかったので、"],
		["また来週行こうと思っています。"],
	]);
});

test("Spaces that a service puts between Chinese words are not shown", () => {
	const words = wordsOf("我们 今天 去 了 咖啡馆。");
	assert.deepEqual(
		linesOf(asTranscript({ text: "我们 今天 去 了 咖啡馆。", words })),
		[["我们今天去了咖啡馆。"]],
	);
});

test("What has no spaces and does not fit into a line is cut, and stays whole", () => {
	const captions = linesOf(spoken(`See ${"x".repeat(200)}.`));
	assert.equal(captions.flat().join(""), `See${"x".repeat(200)}.`);
	assert(captions.flat().every((line) => line.length <= 42));
});

test("Lines from right to left say so: in SubRip each, in WebVTT where a Latin letter begins them", () => {
	const transcript = conversation(["A", "שלום לכולם, אני כאן."]);
	assert.match(
		toSrt(scriptOf(transcript), "he"),
		/^\u202BSpeaker A: שלום לכולם, אני כאן\.\u202C$/m,
	);
	const script = scriptOf(spoken("שלום לכולם. [3000] Google היא חברה גדולה."));
	assert.match(toVtt(script, "he"), /^שלום לכולם\.$/m);
	assert.match(toVtt(script, "he"), /^\u200FGoogle היא חברה גדולה\.$/m);
});

test("What looks like a tag or a time to players is shown as text", () => {
	const script = scriptOf(spoken("<b>bold</b> {\\an8} a --> b & <v Eve>"));
	assert.doesNotMatch(toSrt(script), /<[a-z/]|\{\\|\d\n.*[a-z] -->/);
	assert.match(
		toVtt(script),
		/^&lt;b&gt;bold&lt;\/b&gt; \{\\an8} a --&gt; b &amp; &lt;v Eve&gt;$/m,
	);
	const shown = "<b>bold</b> {\\an8} a --> b & <v Eve>";
	assert.deepEqual(linesOf(spoken(shown)), [[shown]]);
	assert.deepEqual(linesOf(spoken(shown), "srt"), [[shown]]);
});

test("A recording without speech has a caption that says so, and a note in WebVTT", () => {
	const script = scriptOf(asTranscript({ text: "", words: [] }));
	assert.equal(
		toSrt(script),
		"1\n00:00:00,000 --> 00:00:05,000\nNo speech was found in this recording.\n",
	);
	assert.equal(
		toVtt(script),
		"WEBVTT\n\nNOTE\nNo speech was found in this recording.\n",
	);
	assert.deepEqual(parseVtt(toVtt(script)), []);
});

function vttOf(transcript: Transcript) {
	return parseVtt(toVtt(scriptOf(transcript), transcript.language_code));
}

function linesOf(
	transcript: Transcript,
	format: "srt" | "vtt" = "vtt",
): (readonly string[])[] {
	const script = scriptOf(transcript);
	const captions =
		format === "vtt"
			? vttOf(transcript)
			: parseSrt(toSrt(script, transcript.language_code));
	return captions.map(({ lines }) => lines);
}
