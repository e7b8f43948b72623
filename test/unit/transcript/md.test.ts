import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transcript } from "assemblyai";
import { toMd } from "../../../src/transcript/md.ts";
import { parseMd } from "./parsers.ts";
import { asTranscript, conversation, spoken } from "./spoken.ts";

test("A transcript has a title, a table of what is known, and paragraphs with times that link", () => {
	const transcript = {
		...conversation(["A", "Good morning."], ["B", "Hello.", { from: 65_900 }]),
		audio_duration: 3725,
		language_code: "en_us",
	} as Transcript;
	assert.equal(
		toMd({
			transcript,
			source: { name: "talk.mp4" },
			transcribedAt: "2026-11-24T18:29:30.500+01:00",
		}),
		`# talk

| File | [talk.mp4](talk.mp4) |
| --- | --- |
| Length | 01:02:05 |
| Language | American English |
| Date | 2026-11-24 17:29 UTC |
| Transcript ID | 5a1d0c11-0008 |

[00:00:00](talk.mp4#t=0) **Speaker A:** Good morning.

[00:01:05](talk.mp4#t=65) **Speaker B:** Hello.
`,
	);
});

test("A transcript of a part of the recording says so", () => {
	const rowOf = (part: Partial<Transcript>) =>
		/\| Part \| (.*) \|/.exec(
			toMd({
				transcript: { ...conversation(["A", "Hello."]), ...part } as Transcript,
				source: { name: "talk.mp4" },
			}),
		)?.[1];
	assert.equal(
		rowOf({ audio_start_from: 65_000, audio_end_at: 130_000 }),
		"00:01:05 to 00:02:10",
	);
	assert.equal(rowOf({ audio_end_at: 130_000 }), "00:00:00 to 00:02:10");
	assert.equal(rowOf({ audio_start_from: 65_000 }), "From 00:01:05");
	assert.equal(rowOf({ audio_start_from: 0, audio_end_at: 0 }), undefined);
	assert.equal(rowOf({}), undefined);
});

test("What is not known has no row", () => {
	const transcript = asTranscript({
		text: "Hello.",
		language_code: undefined,
		audio_duration: null,
	});
	const { table } = parseMd(toMd({ transcript, source: { name: "a.mp3" } }));
	assert.deepEqual(
		table.map(([name]) => name),
		["File", "Transcript ID"],
	);
});

test("A speaker is named where another spoke before, and by the name that a person gave", () => {
	const transcript = conversation(
		["A", "One. [2000] Two."],
		["B", "Three.", { from: 9000 }],
	);
	const paragraphs = [
		{ speaker: "A", words: [{ text: "One.", start: 0, end: 1 }] },
		{ speaker: "A", words: [{ text: "Two.", start: 2, end: 3 }] },
		{ speaker: "B", words: [{ text: "Three.", start: 4, end: 5 }] },
	];
	const edited = { paragraphs, names: { A: "Anna *M.*" } };
	const source = { name: "a.mp3" };
	const speakersIn = (markdown: string) =>
		parseMd(markdown).paragraphs.map(({ speaker, text }) => [speaker, text]);
	assert.deepEqual(speakersIn(toMd({ transcript, source })), [
		["Speaker A", "One."],
		[undefined, "Two."],
		["Speaker B", "Three."],
	]);
	assert.deepEqual(speakersIn(toMd({ transcript, source, edited })), [
		["Anna *M.*", "One."],
		[undefined, "Two."],
		["Speaker B", "Three."],
	]);
});

test("Words and names that look like Markdown or HTML are shown as text", () => {
	const said =
		"# no title - no list 1. **no bold** _none_ `none` [no](link) ![no](x) | no | cell <b>no</b> <script>no()</script> &amp; &#60; ~~none~~ $no$ https://no.link/a_b_c www.no.link/a_b \\ done.";
	const { paragraphs, others, table, title } = parseMd(
		toMd({
			transcript: spoken(said),
			source: { name: "# a|b `c` *d* #.mp4" },
		}),
	);
	assert.deepEqual(
		paragraphs.map(({ text }) => text),
		[said],
	);
	assert.deepEqual(others, []);
	assert.equal(title, "# a|b `c` *d* #");
	assert.equal(table[0]?.[1], "# a|b `c` *d* #.mp4");
});

test("A link leads to the file beside it, whatever its name", () => {
	for (const name of [
		"a b (1).mp4",
		"100% #1?.mp3",
		"日本.m4a",
		"[x](y).wav",
	]) {
		const markdown = toMd({ transcript: spoken("Hello."), source: { name } });
		const [paragraph] = parseMd(markdown).paragraphs;
		assert.equal(decodeURIComponent(paragraph?.target ?? ""), name);
	}
});

test("A link to an address leaves out what can hold a secret", () => {
	const name = "https://user:word@example.com/a/my%20talk.mp3?signature=1#x";
	const markdown = toMd({ transcript: spoken("Hello."), source: { name } });
	assert.doesNotMatch(markdown, /word|signature/);
	const { title, paragraphs } = parseMd(markdown);
	assert.equal(title, "my talk");
	assert.equal(paragraphs[0]?.target, "https://example.com/a/my%20talk.mp3");
});

test("A transcript from right to left says so, for GitHub in each paragraph that begins with a Latin name", () => {
	const markdown = toMd({
		transcript: conversation(["A", "שלום לכולם. [2000] אני כאן."]),
		source: { name: "a.mp3" },
	});
	assert.match(
		markdown,
		/<div dir="rtl">\n\n\[00:00:00\]\(a\.mp3#t=0\) \u200F\*\*Speaker A:\*\* שלום לכולם\.\n\n\[00:00:02\]\(a\.mp3#t=2\) אני כאן\.\n\n<\/div>\n$/,
	);
});

test("A recording without speech has its table and a sentence that says so", () => {
	const transcript = asTranscript({ text: "", words: [] });
	const { others, paragraphs } = parseMd(
		toMd({ transcript, source: { name: "a.mp3" } }),
	);
	assert.deepEqual(paragraphs, []);
	assert.deepEqual(others, ["No speech was found in this recording."]);
});
