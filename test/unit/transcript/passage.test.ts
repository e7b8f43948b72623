import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { passageOf } from "../../../src/transcript/passage.ts";

const count = async (text: string) => text.length;

test("Parts of a transcript follow each other without a gap, and each fits", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.stringMatching(/^[a-z]{1,40}( [a-z]{1,40}){0,20}$/), {
				minLength: 1,
				maxLength: 60,
			}),
			fc.integer({ min: 1, max: 3000 }),
			async (texts, budget) => {
				const paragraphs = texts.map((text) => ({ text }));
				const parts: string[] = [];
				for (let first = 1; ; ) {
					const part = await passageOf(paragraphs, first, budget, count);
					assert.equal(part.first, first);
					assert(part.text.length <= budget || part.last === part.first);
					parts.push(part.text);
					if (part.last === part.of) {
						break;
					}
					first = part.last + 1;
				}
				assert.equal(parts.join("\n\n"), texts.join("\n\n"));
			},
		),
	);
});

test("Speakers and times stand before what was said, and a text without paragraphs is divided", async () => {
	const { text } = await passageOf(
		[{ text: "Hello.", speaker: "Ada", start: 65_000, end: 66_000 }],
		1,
		100,
		count,
	);
	assert.equal(text, "[00:01:05] Ada: Hello.");
	const long = await passageOf(
		[{ text: "word ".repeat(2000).trim() }],
		1,
		4500,
		count,
	);
	assert(long.text.length <= 4500);
	assert(long.last < long.of);
});

test("A part beyond the end is the last one", async () => {
	const paragraphs = [{ text: "one" }, { text: "two" }];
	const { text, first } = await passageOf(paragraphs, 99, 100, count);
	assert.equal(text, "two");
	assert.equal(first, 2);
	const none = await passageOf([], 1, 100, count);
	assert.deepEqual(none, { text: "", first: 1, last: 0, of: 0 });
});
