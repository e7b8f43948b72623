import assert from "node:assert/strict";
import { test } from "node:test";
import { WordTimes } from "../../../src/page/text/wordTimes.ts";
import type { Paragraph, Script } from "../../../src/transcript/script.ts";

const TALK = scriptOf(
	[
		["a", 100, 200],
		["b", 300, 400],
	],
	[["c", 900, 1000]],
);

for (const [timeMs, word] of [
	[0, undefined],
	[99, undefined],
	[100, "a"],
	[250, "a"],
	[300, "b"],
	[899, "b"],
	[900, "c"],
	[5000, "c"],
] as const) {
	test(`at ${timeMs} ms ${word ?? "nothing"} is heard`, () => {
		assert.equal(heard(TALK, timeMs), word);
	});
}

test("of two who talk at once, the one who began last is heard, while they talk", () => {
	const both = scriptOf(
		[
			["long", 0, 1000],
			["still", 2000, 3000],
		],
		[["short", 400, 500]],
	);
	assert.equal(heard(both, 450), "short");
	assert.equal(heard(both, 600), "long");
	assert.equal(heard(both, 1500), "short");
	assert.equal(heard(both, 2500), "still");
});

test("words are found where paragraphs are not in the order of their times", () => {
	const mixed = scriptOf([["later", 5000, 6000]], [["sooner", 0, 1000]]);
	assert.equal(heard(mixed, 500), "sooner");
	assert.equal(heard(mixed, 5500), "later");
});

test("words without a time have that of the one before, or of the first that has one", () => {
	const broken = scriptOf([
		["none", Number.NaN, Number.NaN],
		["first", 500, 600],
		["back", 100, 200],
		["negative", -7, 0],
		["endless", Number.POSITIVE_INFINITY, 0],
		["last", 900, 950],
	]);
	const times = new WordTimes(broken);
	assert.deepEqual(
		[0, 1, 2, 3, 4, 5].map((word) => times.startOf({ paragraph: 0, word })),
		[500, 500, 500, 500, 500, 900],
	);
	assert.equal(heard(broken, 920), "last");
});

test("where no time is known none is told", () => {
	const none = scriptOf([["a", Number.NaN, Number.NaN]], []);
	const times = new WordTimes(none);
	assert.equal(times.startOf({ paragraph: 0, word: 0 }), undefined);
	assert.equal(times.startOf({ paragraph: 7, word: 7 }), undefined);
	assert.equal(heard(none, 1000), undefined);
});

function heard(script: Script, timeMs: number): string | undefined {
	const place = new WordTimes(script).at(timeMs);
	return place && script.paragraphs[place.paragraph]?.words[place.word]?.text;
}

function scriptOf(...paragraphs: [string, number, number][][]): Script {
	return {
		paragraphs: paragraphs.map(
			(words): Paragraph => ({
				words: words.map(([text, start, end]) => ({ text, start, end })),
			}),
		),
		names: {},
	};
}
