import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	CHAIN_MS,
	GAP_MS,
	legibilityOf,
	MAX_MS,
	MIN_MS,
} from "../../../src/transcript/captions/limits.ts";
import { columnsOf } from "../../../src/transcript/captions/width.ts";
import { FORMATS, render } from "../../../src/transcript/formats.ts";
import {
	fromJson,
	NoTranscript,
	toJson,
} from "../../../src/transcript/json.ts";
import { plainText } from "../../../src/transcript/plainText.ts";
import type { SavedTranscript } from "../../../src/transcript/savedTranscript.ts";
import {
	isEmpty,
	nameOf,
	type Script,
	scriptOf,
	textOf,
	wholeText,
} from "../../../src/transcript/script.ts";
import { NO_SPEECH } from "../../../src/transcript/txt.ts";
import { saneTranscript, saved, wildTranscript } from "./arbitraries.ts";
import {
	type ParsedCaption,
	parseMd,
	parseSrt,
	parseVtt,
	squeezed,
} from "./parsers.ts";

const RUNS = { numRuns: 300 };

const sane = saved(saneTranscript).map(asNamed);
const any = saved(fc.oneof(saneTranscript, wildTranscript)).map(asNamed);

test("Every word of the service's is in the script, in its order", () => {
	check(saved(saneTranscript), ({ transcript }) => {
		const { utterances, words } = transcript;
		const given = (
			utterances?.flatMap((utterance) => utterance.words) ?? words
		)?.map(({ text }) => plainText(text));
		assert.equal(
			squeezed(wordsOf(scriptOf(transcript))),
			squeezed(given?.join("") ?? ""),
		);
	});
});

test("Whatever times the service gives, a script's are in order", () => {
	check(saved(wildTranscript), ({ transcript }) => {
		const { paragraphs } = scriptOf(transcript);
		let before = 0;
		for (const { words } of paragraphs) {
			const begin = words[0]?.start ?? 0;
			assert(begin >= before, "paragraphs are in order");
			before = begin;
			let free = 0;
			for (const { start, end } of words) {
				assert(Number.isSafeInteger(start) && Number.isSafeInteger(end));
				assert(start >= free && end >= start, "words do not overlap");
				free = end;
			}
		}
	});
});

test("Plain text has every word in its order", () => {
	check(any, (each) => {
		const script = scriptIn(each);
		const expected = script.paragraphs
			.map(({ speaker, words }, index, all) =>
				speaker === all[index - 1]?.speaker
					? textOf(words)
					: `${labelOf(speaker, script)}${textOf(words)}`,
			)
			.join("");
		const text = render("txt", each);
		assert(text.endsWith("\n"));
		assert.equal(
			squeezed(text),
			squeezed(isEmpty(script) ? NO_SPEECH : expected),
		);
	});
});

test("Markdown reads as text and nothing else, with every word and rising times that link", () => {
	check(any, (each) => {
		const script = scriptIn(each);
		const { paragraphs, others, table } = parseMd(render("md", each));
		assert.deepEqual(
			others.filter((text) => !text.startsWith("<")),
			isEmpty(script) ? [NO_SPEECH] : [],
		);
		assert.equal(
			squeezed(paragraphs.map(({ text }) => text).join("")),
			squeezed(wordsOf(script)),
		);
		assert.deepEqual(
			paragraphs.map(({ time }) => time),
			paragraphs.map(({ time }) => time).sort((a, b) => a - b),
		);
		assert(table.every((row) => row.length === 2));
		assert(paragraphs.every(({ target }) => !/[\s()]/.test(target)));
	});
});

test("Captions of both kinds keep to all limits, whatever times the service gives", () => {
	check(any, (each) => {
		const script = scriptIn(each);
		const { lineColumns, columnsPerSecond } = legibilityOf(wholeText(script));
		const files = {
			srt: parseSrt(render("srt", each)),
			vtt: parseVtt(render("vtt", each)),
		};
		for (const captions of Object.values(files)) {
			for (const [index, caption] of captions.entries()) {
				const { from, to, lines } = caption;
				const next = captions[index + 1]?.from ?? Number.POSITIVE_INFINITY;
				assert(next - to >= GAP_MS, "two frames between captions");
				assert(to - from >= MIN_MS, "not too short");
				assert(to - from <= MAX_MS, "not too long");
				assert(lines.length <= 2, "two lines");
				assert(
					lines.every((line) => columnsOf(line) <= lineColumns),
					`no wider than ${lineColumns}: ${lines.join("/")}`,
				);
				const isAtLongest = to - from === MAX_MS;
				assert(
					next - to === GAP_MS || next - to >= CHAIN_MS || isAtLongest,
					"no flicker",
				);
				const seconds = (to - from) / 1000;
				assert(
					columnsOf(lines.join(" ")) / seconds <= columnsPerSecond + 0.01 ||
						next - to === GAP_MS,
					"no faster than speech asks for",
				);
			}
		}
	});
});

test("Captions hold every word, and where times are in order so are the words", () => {
	check(sane, (each) => {
		const script = scriptIn(each);
		if (isEmpty(script)) {
			return;
		}
		const shown = parseVtt(render("vtt", each));
		assert.equal(squeezed(textIn(shown)), squeezed(wordsOf(script)));
		const named = script.paragraphs
			.map(({ speaker, words }, index, all) => {
				const label = labelOf(speaker, script);
				const isNew =
					index === 0 || label !== labelOf(all[index - 1]?.speaker, script);
				return (isNew ? label : "") + textOf(words);
			})
			.join("");
		assert.equal(
			squeezed(textIn(parseSrt(render("srt", each)))),
			squeezed(named),
		);
	});
	check(any, (each) => {
		const script = scriptIn(each);
		const shown = parseVtt(render("vtt", each));
		assert.equal(sorted(textIn(shown)), sorted(wordsOf(script)));
	});
});

test("A caption holds one speaker's words, by name", () => {
	check(any, (each) => {
		const script = scriptIn(each);
		const expected = new Map<string, string>();
		const add = (to: Map<string, string>, name: string, text: string) =>
			to.set(name, (to.get(name) ?? "") + text);
		for (const { speaker, words } of script.paragraphs) {
			if (textOf(words) !== "") {
				add(expected, nameIn(speaker, script), textOf(words));
			}
		}
		const shown = new Map<string, string>();
		for (const { speaker = "", lines } of parseVtt(render("vtt", each))) {
			add(shown, speaker, lines.join(""));
		}
		const squeeze = (texts: Map<string, string>) =>
			new Map([...texts].map(([name, text]) => [squeezed(name), sorted(text)]));
		assert.deepEqual(squeeze(shown), squeeze(expected));
	});
});

test("The same transcript gives the same files", () => {
	check(any, (each) => {
		const again = structuredClone(each);
		for (const format of FORMATS) {
			assert.equal(render(format, each), render(format, again));
		}
	});
});

test("JSON gives back what it was made of", () => {
	check(any, (each) => {
		const whole = JSON.parse(JSON.stringify(each)) as SavedTranscript;
		assert.deepEqual(fromJson(toJson(whole), "another"), whole);
	});
});

test("JSON that was damaged anywhere is refused, or can be written in every format", () => {
	const junk = fc.oneof(
		fc.constantFrom(null, -1, 1e300, "", {}, [], [[]], true, [null]),
		fc.jsonValue(),
	);
	const damaged = fc.tuple(any, fc.nat(), junk);
	check(damaged, ([each, where, value]) => {
		const json = JSON.parse(toJson(each));
		const places = placesIn(json);
		const place = places[where % places.length];
		assert(place);
		place.holder[place.key] = value;
		let read: SavedTranscript;
		try {
			read = fromJson(JSON.stringify(json), "talk.mp3");
		} catch (error) {
			assert(error instanceof NoTranscript);
			return;
		}
		for (const format of FORMATS) {
			render(format, read);
		}
	});
});

function check<T>(values: fc.Arbitrary<T>, holds: (value: T) => void): void {
	fc.assert(fc.property(values, holds), RUNS);
}

/** As saved by a person who named speakers: only an edited script holds names. */
function asNamed({
	named,
	...each
}: SavedTranscript & {
	readonly named: Record<string, string>;
}): SavedTranscript {
	return Object.keys(named).length === 0
		? each
		: { ...each, edited: { ...scriptOf(each.transcript), names: named } };
}

function scriptIn({ transcript, edited }: SavedTranscript): Script {
	return edited ?? scriptOf(transcript);
}

function wordsOf({ paragraphs }: Script): string {
	return paragraphs.map(({ words }) => textOf(words)).join("");
}

function nameIn(speaker: string | undefined, { names }: Script): string {
	return plainText(nameOf(speaker ?? "", names));
}

function labelOf(speaker: string | undefined, script: Script): string {
	const name = nameIn(speaker, script);
	return name === "" ? "" : `${name}: `;
}

function textIn(captions: readonly ParsedCaption[]): string {
	return captions.flatMap(({ lines }) => lines).join("");
}

function sorted(text: string): string {
	return [...squeezed(text)].sort().join("");
}

/** Every field and element of a JSON value. */
function placesIn(
	value: object,
): { holder: Record<string, unknown>; key: string }[] {
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((key) => {
		const inner = holder[key];
		return [
			{ holder, key },
			...(typeof inner === "object" && inner !== null ? placesIn(inner) : []),
		];
	});
}
