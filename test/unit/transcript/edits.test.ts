import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import {
	applyEdit,
	type Edit,
	EditRefused,
} from "../../../src/transcript/edits.ts";
import {
	type Paragraph,
	type Script,
	textOf,
	type Word,
} from "../../../src/transcript/script.ts";

const hello: Script = {
	paragraphs: [
		{
			speaker: "A",
			words: [word("Good", 0, 400), word("mourning", 400, 1200)],
		},
		{ speaker: "B", words: [word("Hello", 2000, 2500)] },
		{ speaker: "A", words: [word("Bye", 3000, 3300)] },
	],
	names: { A: "Anna" },
};

test("A corrected word has the time of the one it replaces, and no confidence", () => {
	const { paragraphs } = replace(hello, 0, 1, 2, "morning");
	assert.deepEqual(paragraphs[0]?.words, [
		hello.paragraphs[0]?.words[0],
		{ text: "morning", start: 400, end: 1200 },
	]);
});

test("Words that replace others share their span by their length", () => {
	const { paragraphs } = replace(hello, 0, 0, 2, "It was  mourning then");
	assert.deepEqual(
		paragraphs[0]?.words.map(({ text, start, end }) => [text, start, end]),
		[
			["It", 0, 160],
			["was", 160, 400],
			["mourning", 400, 1200],
			["then", 1200, 1520],
		],
	);
});

test("A paragraph that is typed anew keeps the times of all words that stay", () => {
	const words = "one two three four five six"
		.split(" ")
		.map((text, index) => word(text, index * 100, index * 100 + 90));
	const script = { paragraphs: [{ words }], names: {} };
	const { paragraphs } = replace(script, 0, 0, 6, "one 2 three 4 five six");
	const changed = paragraphs[0]?.words ?? [];
	assert.equal(changed[0], words[0]);
	assert.deepEqual(changed[1], { text: "2", start: 100, end: 190 });
	assert.equal(changed[2], words[2]);
	assert.deepEqual(changed[3], { text: "4", start: 300, end: 390 });
	assert.equal(changed[4], words[4]);
	assert.equal(changed[5], words[5]);
});

test("Words of a language without spaces stay joined, and those that stay keep their times", () => {
	const words: Word[] = [
		word("こん", 0, 200),
		{ ...word("にちは", 200, 500), isJoined: true },
		{ ...word("世界。", 500, 900), isJoined: true },
	];
	const script = { paragraphs: [{ words }], names: {} };
	const [paragraph] = replace(script, 0, 0, 3, "こんばんは世界。").paragraphs;
	assert.equal(textOf(paragraph?.words ?? []), "こんばんは世界。");
	assert.equal(paragraph?.words[0], words[0]);
	assert.equal(paragraph?.words.at(-1), words[2]);
});

test("Added words take no time from others, and no more of a silence than speech takes", () => {
	const [first] = replace(hello, 0, 2, 2, "to all").paragraphs;
	assert.deepEqual(first?.words.slice(2), [
		{ text: "to", start: 1200, end: 1360 },
		{ text: "all", start: 1360, end: 1600 },
	]);
	const [, second] = replace(hello, 1, 0, 0, "Oh").paragraphs;
	assert.deepEqual(second?.words[0], { text: "Oh", start: 1840, end: 2000 });
});

test("A word that is written as two, where there is no silence, shares its span with the other", () => {
	const [first] = replace(hello, 0, 0, 1, "Good old").paragraphs;
	assert.deepEqual(first?.words, [
		{ text: "Good", start: 0, end: 229 },
		{ text: "old", start: 229, end: 400 },
		hello.paragraphs[0]?.words[1],
	]);
	const [other] = replace(hello, 0, 1, 2, "this mourning").paragraphs;
	assert.deepEqual(other?.words[1], { text: "this", start: 400, end: 667 });
});

test("A paragraph whose words are all taken away is gone", () => {
	assert.equal(replace(hello, 1, 0, 1, " ").paragraphs.length, 2);
});

test("A split paragraph has the speaker twice; joined again it is what it was", () => {
	const split = applyEdit(hello, {
		kind: "splitParagraph",
		paragraph: 0,
		word: 1,
	});
	assert.deepEqual(
		split.paragraphs
			.slice(0, 2)
			.map(({ speaker, words }) => [speaker, textOf(words)]),
		[
			["A", "Good"],
			["A", "mourning"],
		],
	);
	assert.deepEqual(
		applyEdit(split, { kind: "joinParagraph", paragraph: 1 }),
		hello,
	);
});

test("A speaker is renamed everywhere by a name, here by another speaker", () => {
	const everywhere = applyEdit(hello, {
		kind: "nameSpeaker",
		speaker: "A",
		name: " Ann\nLee ",
	});
	assert.deepEqual(everywhere.names, { A: "Ann Lee" });
	assert.equal(everywhere.paragraphs[0], hello.paragraphs[0]);
	const here = applyEdit(hello, {
		kind: "setSpeaker",
		paragraph: 2,
		speaker: "Carla",
	});
	assert.deepEqual(
		here.paragraphs.map(({ speaker }) => speaker),
		["A", "B", "Carla"],
	);
	const nobody = applyEdit(hello, { kind: "setSpeaker", paragraph: 2 });
	assert(!("speaker" in (nobody.paragraphs[2] ?? {})));
});

test("An empty name takes the given one back", () => {
	assert.deepEqual(
		applyEdit(hello, { kind: "nameSpeaker", speaker: "A", name: "" }).names,
		{},
	);
});

test("Merged speakers are one, by the name of the one they were merged into", () => {
	const merged = applyEdit(hello, {
		kind: "mergeSpeakers",
		from: "A",
		into: "B",
	});
	assert.deepEqual(
		merged.paragraphs.map(({ speaker }) => speaker),
		["B", "B", "B"],
	);
	assert.deepEqual(merged.names, {});
});

test("Of many edits that are one, a refused one leaves nothing of the others", () => {
	const edit: Edit = {
		kind: "many",
		edits: [
			{ kind: "nameSpeaker", speaker: "B", name: "Bob" },
			{ kind: "joinParagraph", paragraph: 7 },
		],
	};
	assert.throws(() => applyEdit(hello, edit), EditRefused);
	assert.deepEqual(hello.names, { A: "Anna" });
});

test("Names like those of an object's own machinery are names", () => {
	const script: Script = {
		paragraphs: [{ speaker: "__proto__", words: [] }],
		names: {},
	};
	const { names } = applyEdit(script, {
		kind: "nameSpeaker",
		speaker: "__proto__",
		name: "Eve",
	});
	assert.deepEqual(Object.entries(names), [["__proto__", "Eve"]]);
});

test("What an edit does not touch is the same object; the former script stays as it was", () => {
	fc.assert(
		fc.property(
			scripts.chain((script) => fc.tuple(fc.constant(script), edits(script))),
			([script, edit]) => {
				const before = structuredClone(script);
				const { paragraphs } = applyEdit(frozen(script), edit);
				assert.deepEqual(script, before);
				const kept = paragraphs.filter((paragraph) =>
					script.paragraphs.includes(paragraph),
				);
				assert(
					edit.kind === "mergeSpeakers" ||
						kept.length >= script.paragraphs.length - 2,
				);
			},
		),
	);
});

test("Words stay in their order, and each that stays keeps its time", () => {
	fc.assert(
		fc.property(
			scripts.chain((script) => fc.tuple(fc.constant(script), edits(script))),
			([script, edit]) => {
				const after = wordsOf(applyEdit(script, edit));
				for (const [index, { start, end }] of after.entries()) {
					assert(
						start >= (after[index - 1]?.start ?? 0),
						`word ${index} starts before the one before`,
					);
					assert(end >= start);
				}
				if (edit.kind === "replaceWords") {
					const old = script.paragraphs[edit.paragraph]?.words ?? [];
					for (const untouched of [
						...old.slice(0, edit.first),
						...old.slice(edit.end),
					]) {
						assert(after.includes(untouched));
					}
				} else {
					assert.deepEqual(after, wordsOf(script));
				}
			},
		),
	);
});

test("The words of a text stand where the replaced ones stood, within their span", () => {
	fc.assert(
		fc.property(
			scripts.chain((script) =>
				fc.tuple(fc.constant(script), replacements(script)),
			),
			([script, edit]) => {
				const { words } = script.paragraphs[edit.paragraph] as Paragraph;
				const old = words.slice(edit.first, edit.end);
				const now =
					applyEdit(script, edit).paragraphs[edit.paragraph]?.words ?? [];
				const added = now.slice(
					edit.first,
					now.length - (words.length - edit.end),
				);
				assert.equal(
					textOf(added),
					edit.text.split(/\s+/u).filter(Boolean).join(" "),
				);
				const stays = added.some(({ text }) =>
					old.some((word) => word.text === text),
				);
				const [first, last] = [old[0], old.at(-1)];
				if (!stays && first !== undefined && last !== undefined) {
					for (const { start, end } of added) {
						assert(start >= first.start && end <= last.end);
					}
				}
			},
		),
	);
});

test("Edits that name what is not there are refused", () => {
	const number = fc.oneof(
		fc.integer({ min: -5, max: 5 }),
		fc.double(),
		fc.constant(2 ** 53),
	);
	const edit = fc.oneof(
		fc.record({
			kind: fc.constant("replaceWords" as const),
			paragraph: number,
			first: number,
			end: number,
			text: fc.string(),
		}),
		fc.record({
			kind: fc.constant("splitParagraph" as const),
			paragraph: number,
			word: number,
		}),
		fc.record({
			kind: fc.constant("joinParagraph" as const),
			paragraph: number,
		}),
		fc.record({
			kind: fc.constant("setSpeaker" as const),
			paragraph: number,
			speaker: fc.string(),
		}),
		fc.record({
			kind: fc.constant("nameSpeaker" as const),
			speaker: fc.string(),
			name: fc.string(),
		}),
		fc.record({
			kind: fc.constant("mergeSpeakers" as const),
			from: fc.string(),
			into: fc.string(),
		}),
	);
	fc.assert(
		fc.property(scripts, edit, (script, edit) => {
			try {
				const { paragraphs } = applyEdit(script, edit);
				assert(
					paragraphs.every(
						(each) =>
							each !== undefined && !each.words.includes(undefined as never),
					),
				);
			} catch (error) {
				assert(error instanceof EditRefused, String(error));
			}
		}),
	);
	assert.throws(() => replace(hello, 0, 0, 3, "x"), EditRefused);
	assert.throws(() => replace(hello, 0, 2, 1, "x"), EditRefused);
	assert.throws(
		() => applyEdit(hello, { kind: "joinParagraph", paragraph: 0 }),
		EditRefused,
	);
	assert.throws(
		() => applyEdit(hello, { kind: "mergeSpeakers", from: "A", into: "C" }),
		EditRefused,
	);
	assert.throws(
		() => replace(hello, 0, 0, 1, "x".repeat(1_000_001)),
		EditRefused,
	);
});

test("A text of half a million words is taken in one edit", () => {
	const [paragraph] = replace(hello, 0, 0, 1, "a ".repeat(499_999)).paragraphs;
	assert.equal(paragraph?.words.length, 500_000);
});

function replace(
	script: Script,
	paragraph: number,
	first: number,
	end: number,
	text: string,
): Script {
	return applyEdit(script, {
		kind: "replaceWords",
		paragraph,
		first,
		end,
		text,
	});
}

function word(text: string, start: number, end: number): Word {
	return { text, start, end, confidence: 0.9 };
}

function wordsOf({ paragraphs }: Script): Word[] {
	return paragraphs.flatMap(({ words }) => words);
}

function frozen<T extends object>(value: T): T {
	for (const each of Object.values(value)) {
		if (typeof each === "object" && each !== null) {
			frozen(each);
		}
	}
	return Object.freeze(value);
}

const text = fc.stringMatching(/^[a-d]{1,3}[.,]?$/);

/** Scripts whose words may overlap, as the service's do where people talk at once. */
const scripts: fc.Arbitrary<Script> = fc
	.array(
		fc.record({
			speaker: fc.constantFrom("A", "B", "C"),
			words: fc.array(fc.tuple(text, fc.nat(500), fc.nat(900)), {
				minLength: 1,
				maxLength: 6,
			}),
		}),
		{ minLength: 1, maxLength: 5 },
	)
	.map((paragraphs) => {
		let now = 0;
		return {
			names: { A: "Anna" },
			paragraphs: paragraphs.map(({ speaker, words }) => ({
				speaker,
				words: words.map(([text, pause, length]) => {
					now += pause;
					return { text, start: now, end: now + length, confidence: 0.5 };
				}),
			})),
		};
	});

function replacements({
	paragraphs,
}: Script): fc.Arbitrary<Extract<Edit, { kind: "replaceWords" }>> {
	return fc.nat(paragraphs.length - 1).chain((paragraph) => {
		const length = paragraphs[paragraph]?.words.length ?? 0;
		return fc
			.tuple(fc.nat(length), fc.nat(length), fc.array(text, { maxLength: 5 }))
			.map(([one, other, words]) => ({
				kind: "replaceWords" as const,
				paragraph,
				first: Math.min(one, other),
				end: Math.max(one, other),
				text: words.join(" "),
			}))
			.filter(({ first, end, text }) => end - first < length || text !== "");
	});
}

/** Edits that fit a script. */
function edits(script: Script): fc.Arbitrary<Edit> {
	const { paragraphs } = script;
	const splits = paragraphs.flatMap(({ words }, paragraph) =>
		words.slice(1).map((_, index) => ({
			kind: "splitParagraph" as const,
			paragraph,
			word: index + 1,
		})),
	);
	const joins = paragraphs.slice(1).map((_, index) => ({
		kind: "joinParagraph" as const,
		paragraph: index + 1,
	}));
	const speakers = paragraphs.map(({ speaker = "" }) => speaker);
	return fc.oneof(
		replacements(script),
		...[splits, joins]
			.filter((some) => some.length > 0)
			.map((some) => fc.constantFrom<Edit>(...some)),
		fc.record({
			kind: fc.constant("nameSpeaker" as const),
			speaker: fc.constantFrom(...speakers),
			name: fc.string(),
		}),
		fc.record({
			kind: fc.constant("mergeSpeakers" as const),
			from: fc.constantFrom(...speakers),
			into: fc.constantFrom(...speakers),
		}),
	);
}
