import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { CaptionFormat } from "../../../../src/transcript/captionFile/cues.ts";
import { readCaptions } from "../../../../src/transcript/captionFile/read.ts";
import { writeCaptions } from "../../../../src/transcript/captionFile/write.ts";
import { applyEdit, type Edit } from "../../../../src/transcript/edits.ts";
import { type Script, textOf } from "../../../../src/transcript/script.ts";

const SRT = `1
00:00:01,000 --> 00:00:03,000
Anna: Good <i>mourning</i>

2
00:00:03,000 --> 00:00:05,000
everybody.

3
00:00:06,500 --> 00:00:08,000
Bob: Hello.
`;

const VTT = `WEBVTT - A talk

STYLE
::cue { color: red }

NOTE Not to be lost

first
00:01.000 --> 00:03.000 align:start
<v Anna>Good &amp; <b>early</b></v>

00:03.500 --> 00:05.000
<v.loud Bob Lee>Hello <00:04.000>there</v>
<v Anna>Hi</v>
`;

test("SRT is read as paragraphs of its speakers, without markup and with times", () => {
	const { script } = readCaptions(SRT, "srt");
	assert.deepEqual(told(script), [
		["Anna", "Good mourning everybody."],
		["Bob", "Hello."],
	]);
	assert.deepEqual(script.paragraphs[0]?.words, [
		{ text: "Good", start: 1000, end: 1667 },
		{ text: "mourning", start: 1667, end: 3000 },
		{ text: "everybody.", start: 3000, end: 5000 },
	]);
});

test("WebVTT is read with its voices, without notes, styles and markup", () => {
	assert.deepEqual(told(readCaptions(VTT, "vtt").script), [
		["Anna", "Good & early"],
		["Bob Lee", "Hello there"],
		["Anna", "Hi"],
	]);
});

for (const [what, format, text, expected] of [
	[
		"no blank lines between captions",
		"srt",
		"1\n0:00:01,5 --> 0:00:02,0\none\n2\n00:00:03.000 --> 00:00:04.000\ntwo",
		"one two",
	],
	[
		"blank lines within a caption",
		"srt",
		"1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nthree\n",
		"one two three",
	],
	[
		"no numbers, Windows line ends and a mark at its start",
		"srt",
		"\uFEFF00:00:01,000 --> 00:00:02,000 X1:1\r\none\r\n\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}two <3\r\n",
		"one two <3",
	],
	[
		"captions without text",
		"srt",
		"1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo\n",
		"two",
	],
	[
		"a number spoken alone",
		"srt",
		"1\n00:00:01,000 --> 00:00:02,000\n1984\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo\n",
		"1984 two",
	],
	["nothing at all", "srt", "", ""],
	["nothing but its title", "vtt", "WEBVTT", ""],
	[
		"a script for a word",
		"vtt",
		"WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script> &lt;b&gt;\n",
		"alert(1) <b>",
	],
] as const) {
	test(`A ${format} file with ${what} is read`, () => {
		const { script } = readCaptions(text, format);
		assert.equal(
			script.paragraphs.map(({ words }) => textOf(words)).join(" "),
			expected,
		);
	});
}

test("Captions that repeat the lines of those before are read once", () => {
	const rolling = readCaptions(
		`WEBVTT

00:00:00.000 --> 00:00:02.000
 
so<00:00:01.000><c> today</c>

00:00:02.000 --> 00:00:02.010
so today
 

00:00:02.010 --> 00:00:04.000
so today
we<00:00:03.000><c> talk</c>

00:00:04.000 --> 00:00:04.010
we talk
 

00:00:04.010 --> 00:00:06.000
we talk
about it
`,
		"vtt",
	);
	assert(rolling.isRolling);
	assert.deepEqual(told(rolling.script), [
		[undefined, "so today we talk about it"],
	]);
	assert(!readCaptions(SRT, "srt").isRolling);
});

for (const piece of [
	"{\\",
	"<a",
	"<",
	"\n",
	" ",
	"&",
	"[a]: ",
	"-",
	"A: ",
	"今\n",
	"00:",
	"a --> ",
]) {
	test(`A caption with ${JSON.stringify(piece)} a hundred thousand times is read at once`, () => {
		for (const format of ["srt", "vtt"] as const) {
			const payload = piece.repeat(100_000);
			const text = `1\n00:00:01,000 --> 00:00:02,000\nx ${payload}\nx`;
			const captions = readCaptions(text, format);
			assert.equal(writeCaptions(captions, captions.script), text);
		}
	});
}

test("A caption of nothing that can be seen stays", () => {
	const text = "1\n00:00:01,000 --> 00:00:02,000\n\u0000\n";
	const captions = readCaptions(text, "srt");
	assert.equal(writeCaptions(captions, captions.script), text);
});

test("A text without edits is written as it was, whatever it is", () => {
	const clock = fc
		.tuple(fc.nat(99), fc.nat(59), fc.nat(59), fc.nat(999))
		.map((parts) => parts.map((part) => String(part).padStart(2, "0")))
		.map(([h, m, s, ms]) => `${h}:${m}:${s},${ms}`);
	const line = fc.oneof(
		fc.string({ unit: "binary" }),
		fc.tuple(clock, clock).map(([start, end]) => `${start} --> ${end}`),
		fc.constantFrom(
			"",
			"1",
			"Anna: Hi",
			"[S 0]: so",
			"<v Bob>Hello</v> you",
			"- No\n- Yes",
			"&amp; <i>x",
			"NOTE x",
		),
	);
	const text = fc
		.tuple(fc.array(line), fc.constantFrom("\n", "\r\n"))
		.map(([lines, end]) => lines.join(end));
	fc.assert(
		fc.property(
			text,
			fc.constantFrom<CaptionFormat>("srt", "vtt"),
			(text, format) => {
				const captions = readCaptions(text, format);
				assert.equal(writeCaptions(captions, captions.script), text);
			},
		),
		{ numRuns: 2000 },
	);
});

test("Only the caption with an edited word is written anew", () => {
	assert.equal(
		edited(VTT, "vtt", {
			kind: "replaceWords",
			paragraph: 2,
			first: 0,
			end: 1,
			text: "Hi <all>",
		}),
		VTT.replace(
			"<v.loud Bob Lee>Hello <00:04.000>there</v>\n<v Anna>Hi</v>",
			"<v Bob Lee>Hello there</v>\n<v Anna>Hi &lt;all&gt;</v>",
		),
	);
	assert.equal(
		edited(SRT, "srt", {
			kind: "replaceWords",
			paragraph: 0,
			first: 1,
			end: 2,
			text: "morning",
		}),
		SRT.replace("<i>mourning</i>", "morning"),
	);
});

test("A renamed speaker is renamed in every caption that names them", () => {
	assert.equal(
		edited(SRT, "srt", { kind: "nameSpeaker", speaker: "Anna", name: "Ann" }),
		SRT.replace("Anna: Good <i>mourning</i>", "Ann: Good mourning"),
	);
	const renamed = edited(VTT, "vtt", {
		kind: "nameSpeaker",
		speaker: "Anna",
		name: "A>B",
	});
	assert.deepEqual(
		told(readCaptions(renamed, "vtt").script).map(([name]) => name),
		["A>B", "Bob Lee", "A>B"],
	);
});

test("A caption in the middle of a paragraph names its speaker where that changes", () => {
	const split = applyEdit(readCaptions(SRT, "srt").script, {
		kind: "splitParagraph",
		paragraph: 0,
		word: 2,
	});
	const captions = readCaptions(SRT, "srt");
	const script = applyEdit(
		applyEdit(captions.script, {
			kind: "splitParagraph",
			paragraph: 0,
			word: 2,
		}),
		{ kind: "setSpeaker", paragraph: 1, speaker: "Carla" },
	);
	assert.equal(split.paragraphs.length, 3);
	assert.equal(
		writeCaptions(captions, script),
		SRT.replace("everybody.", "Carla: everybody."),
	);
});

test("A caption without words is left out, and its neighbours stay", () => {
	assert.equal(
		edited(SRT, "srt", {
			kind: "replaceWords",
			paragraph: 0,
			first: 2,
			end: 3,
			text: "",
		}),
		SRT.replace("2\n00:00:03,000 --> 00:00:05,000\neverybody.\n\n", ""),
	);
});

test("No word can become a caption of its own", () => {
	const written = edited(SRT, "srt", {
		kind: "replaceWords",
		paragraph: 1,
		first: 0,
		end: 1,
		text: "00:00:01,000 --> 00:00:02,000",
	});
	assert.equal(readCaptions(written, "srt").cues.length, 3);
});

test("A long correction is broken into lines that are about as long as the others", () => {
	const written = edited(SRT, "srt", {
		kind: "replaceWords",
		paragraph: 1,
		first: 0,
		end: 1,
		text: "one two three four five six seven eight nine ten eleven twelve",
	});
	const lines = written.slice(written.indexOf("Bob")).trim().split("\n");
	assert.equal(lines.length, 2);
	assert(
		lines.every(({ length }) => length <= 42 && length > 25),
		lines.join("|"),
	);
});

test("What is written is read as the same words, whatever was edited", () => {
	const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 5 });
	const edit = fc.record({
		paragraph: fc.nat(1),
		first: fc.nat(3),
		length: fc.nat(3),
		words,
	});
	fc.assert(
		fc.property(
			edit,
			fc.constantFrom<CaptionFormat>("srt", "vtt"),
			({ paragraph, first, length, words }, format) => {
				const captions = readCaptions(format === "srt" ? SRT : VTT, format);
				const max = captions.script.paragraphs[paragraph]?.words.length ?? 0;
				const script = applyEdit(captions.script, {
					kind: "replaceWords",
					paragraph,
					first: Math.min(first, max),
					end: Math.min(first + length, max),
					text: words.join(" "),
				});
				const again = readCaptions(writeCaptions(captions, script), format);
				assert.equal(allText(again.script), allText(script));
			},
		),
	);
});

function edited(text: string, format: CaptionFormat, edit: Edit): string {
	const captions = readCaptions(text, format);
	return writeCaptions(captions, applyEdit(captions.script, edit));
}

function told({ paragraphs }: Script) {
	return paragraphs.map(({ speaker, words }) => [speaker, textOf(words)]);
}

function allText({ paragraphs }: Script): string {
	return paragraphs.map(({ words }) => textOf(words)).join(" ");
}
