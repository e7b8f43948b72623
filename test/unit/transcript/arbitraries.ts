import type { Transcript } from "assemblyai";
import fc from "fast-check";
import type { SavedTranscript } from "../../../src/transcript/savedTranscript.ts";

/** What speech is written with, in several scripts. */
const SPOKEN = [
	..."I went to the harbour and of course nobody was there at all".split(" "),
	...["Yes.", "No,", "why?", "well…", "Dr.", "3", "million", "it's", "p.m."],
	..."שלום לכולם, אני כאן.".split(" "),
	..."مرحبا بكم في البرنامج، شكرا.".split(" "),
	...[
		"こんにちは。",
		"東京へ",
		"行って",
		"「本」",
		"きました",
		"ー",
		"っ",
		"、",
	],
	...["我们", "今天", "去了", "。", "สวัสดีครับ", "안녕하세요.", "그래서"],
	...["👩‍👩‍👧", "é", "naïve", "नमस्ते।", "x".repeat(120), "字".repeat(60)],
];

/** What would be markup, or the end of a caption, if it were not shown as text. */
const HOSTILE = [
	...["<b>", "</v>", "<v Eve>", "<!--", "<script>alert(1)</script>", "-->"],
	...["**x**", "_y_", "`z`", "#", "-", "1.", "|", "||", "> q", "~~s~~", "\\"],
	...["[a](b)", "![i](j)", "[^1]", "$a$", "&amp;", "&lt;b&gt;", "&#60;"],
	...["http://x.y/_a_b", "www.x.y/_a_", "a_b@c.de", ":", "A:", "{\\an8}"],
	...["WEBVTT", "NOTE", "STYLE", "7", "00:00:01,000", "Speaker", "{y:i}"],
	...["00:00:01.000 --> 00:00:02.000", "a\n\nb", "a\r\nb", "\t", "", " "],
	...["\u202Eabc", "\u2067", "\u200B", "\u00AD", "\uD800", "\uDC00", "\0"],
	...["\u2028", "a b c", "\u00A0", "\u3000", "\uFEFF", "__proto__"],
];

const text = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom(...SPOKEN) },
	{ weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
	{ weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
);

/** Times as the service never promised them not to be. */
const anyTime = fc.oneof(
	fc.integer({ min: -5000, max: 200_000 }),
	fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300, 0.5),
);

interface Said {
	readonly text: string;
	readonly start: number | null;
	readonly end: number | null;
}

/** Words one after the other, with silences between them. */
function inOrder(from: number, longest: number): fc.Arbitrary<Said[]> {
	const word = fc.record({
		text,
		ms: fc.oneof(
			fc.integer({ min: 40, max: 900 }),
			fc.constantFrom(0, 1, 9000),
		),
		silence: fc.oneof(
			fc.constant(0),
			fc.integer({ min: 0, max: 1200 }),
			fc.constantFrom(2500, 20_000),
		),
	});
	return fc.array(word, { maxLength: longest, size: "max" }).map((words) => {
		let now = from;
		return words.map(({ text: said, ms, silence }) => {
			const start = now;
			now += ms + silence;
			return { text: said, start, end: start + ms };
		});
	});
}

const words = {
	sane: inOrder(0, 120),
	wild: fc.array(fc.record({ text, start: anyTime, end: anyTime }), {
		maxLength: 60,
		size: "max",
	}),
};

const speakers = fc.constantFrom("A", "B", "C", "1", "2B", "Anna <M.> *x*", "");

/** Turns of speakers, none of which begins before the one before has ended. */
const turnsInOrder = fc
	.array(fc.record({ speaker: speakers, words: inOrder(0, 40) }), {
		minLength: 1,
		maxLength: 8,
	})
	.map((turns) => {
		let now = 0;
		return turns.map((turn) => {
			const from = now;
			const moved = turn.words.map((word) => ({
				...word,
				start: from + (word.start ?? 0),
				end: from + (word.end ?? 0),
			}));
			now = (moved.at(-1)?.end ?? now) + 100;
			return { speaker: turn.speaker, words: moved };
		});
	});

const wildTurns = fc.array(
	fc.record({
		speaker: fc.oneof(speakers, fc.constant(null)),
		channel: fc.constantFrom(undefined, null, "1"),
		words: fc.oneof(words.sane, words.wild, fc.constant(undefined)),
	}),
	{ maxLength: 8 },
);

function utterancesOf(
	turns: readonly {
		readonly speaker: string | null;
		readonly channel?: string | null | undefined;
		readonly words: readonly Said[] | undefined;
	}[],
) {
	return turns.map((turn) => ({
		...turn,
		text: (turn.words ?? [{ text: "Only text." }])
			.map((word) => word.text)
			.join(" "),
		start: turn.words?.[0]?.start ?? null,
		end: turn.words?.at(-1)?.end ?? null,
	}));
}

const language = fc.constantFrom(
	"en",
	"en_us",
	"ar",
	"ja",
	"zh",
	"xx",
	"__proto__",
	undefined,
);

function transcriptOf(parts: object): fc.Arbitrary<Transcript> {
	return language.map(
		(language_code) =>
			({
				id: "5a1d0c11-0009",
				status: "completed",
				language_code,
				audio_duration: 60,
				...parts,
			}) as unknown as Transcript,
	);
}

/** A transcript whose times are as they should be. */
export const saneTranscript: fc.Arbitrary<Transcript> = fc
	.oneof(
		words.sane.map((said) => ({
			text: said.map((word) => word.text).join(" "),
			words: said.map((word) => ({ ...word, confidence: 0.9, speaker: null })),
			utterances: null,
		})),
		turnsInOrder.map((turns) => ({
			text: "",
			words: turns.flatMap((turn) => turn.words),
			utterances: utterancesOf(turns),
		})),
	)
	.chain(transcriptOf);

/** A transcript that the service should not, but may give. */
export const wildTranscript: fc.Arbitrary<Transcript> = fc
	.oneof(
		words.wild.map((said) => ({ text: "x", words: said, utterances: [] })),
		fc.tuple(words.wild, speakers).map(([said, speaker]) => ({
			text: null,
			words: said.map((word, index) => ({
				...word,
				speaker: index % 3 === 0 ? speaker : null,
			})),
		})),
		wildTurns.map((turns) => ({ words: [], utterances: utterancesOf(turns) })),
		text.map((said) => ({ text: said, words: null, utterances: null })),
	)
	.chain(transcriptOf);

const source = fc.constantFrom(
	"talk.mp4",
	"a b (1) [x] #é.mp4",
	"| pipe `x` *y* <z>.wav",
	"https://user:secret@example.com/a/b%20(c).mp3?sig=1#x",
	"\uD800.mp3",
	"..",
);

const names = fc.dictionary(
	fc.constantFrom("A", "B", "1", "__proto__", "constructor"),
	fc.constantFrom(
		"Anna",
		"",
		"B: b",
		"Max ".repeat(60),
		"Eve</v> --> x",
		"名前",
		"שרה",
		"a\nb",
	),
);

/** What a job saves, with speakers that a person may have named. */
export function saved(
	transcript: fc.Arbitrary<Transcript>,
): fc.Arbitrary<SavedTranscript & { readonly named: Record<string, string> }> {
	return fc.record({
		transcript,
		source: source.map((name) => ({ name })),
		transcribedAt: fc.constant("2026-11-24T18:29:00.000Z"),
		named: names,
	});
}
