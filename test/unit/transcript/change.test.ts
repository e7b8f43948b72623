import assert from "node:assert/strict";
import { test } from "node:test";
import { changeBetween, withChange } from "../../../src/transcript/change.ts";
import type { Paragraph, Script } from "../../../src/transcript/script.ts";

const [a, b, c, d] = ["a", "b", "c", "d"].map(paragraph) as [
	Paragraph,
	Paragraph,
	Paragraph,
	Paragraph,
];
const names = {};

for (const [what, before, after, size] of [
	["nothing changed", [a, b, c], [a, b, c], 0],
	["one was replaced", [a, b, c], [a, d, c], 1],
	["two far apart were replaced", [a, b, c, a], [d, b, c, d], 2],
	["one was split", [a, b, c], [a, c, d, c], 2],
	["two were joined", [a, b, c], [a, d], 1],
	["one was taken away", [a, a, a], [a, a], 0],
	["all are gone", [a, b], [], 0],
	["there were none", [], [a, b], 2],
] as const) {
	test(`where ${what}, the change holds only that`, () => {
		const old: Script = { paragraphs: before, names };
		const now: Script = { paragraphs: after, names };
		const change = changeBetween(old, now);
		assert.deepEqual(withChange(old, change), now);
		assert.equal(
			change.splices.flatMap(({ paragraphs }) => paragraphs).length,
			size,
		);
	});
}

test("names are in a change only where they differ", () => {
	const old: Script = { paragraphs: [a], names: { A: "Ann" } };
	const now: Script = { paragraphs: [a], names: { A: "Anna" } };
	assert.deepEqual(withChange(old, changeBetween(old, now)), now);
	assert.ok(!("names" in changeBetween(old, { ...old })));
});

function paragraph(text: string): Paragraph {
	return { words: [{ text, start: 0, end: 1 }] };
}
