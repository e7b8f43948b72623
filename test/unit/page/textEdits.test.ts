import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet, type ChangeSpec } from "@codemirror/state";
import fc from "fast-check";
import { documentOf } from "../../../src/page/text/paragraphText.ts";
import { editOf } from "../../../src/page/text/textEdits.ts";
import { applyEdit, type Edit } from "../../../src/transcript/edits.ts";
import type { Script, Word } from "../../../src/transcript/script.ts";

const SCRIPT = scriptOf(
	"A: one two three",
	"B: four five",
	"A: six seven eight",
);

test("letters typed into a word replace that word alone", () => {
	assert.deepEqual(edit(SCRIPT, { at: "two|", insert: "fold" }), {
		kind: "replaceWords",
		paragraph: 0,
		first: 1,
		end: 2,
		text: "twofold",
	});
});

test("a word typed after a space is added where it stands", () => {
	const typed = edit(SCRIPT, { at: "two|", insert: " new" });
	assert.deepEqual(lines(SCRIPT, typed), [
		"A: one two new three",
		"B: four five",
		"A: six seven eight",
	]);
	assert.deepEqual(times(SCRIPT, typed).slice(0, 2), [0, 100]);
});

test("a deleted space makes one word of two", () => {
	const typed = edit(SCRIPT, { from: "one|", to: "|two", insert: "" });
	assert.equal(lines(SCRIPT, typed)[0], "A: onetwo three");
});

test("spaces alone are no edit", () => {
	assert.equal(edit(SCRIPT, { at: "two|", insert: "  " }), undefined);
	assert.equal(edit(SCRIPT, { at: "three|", insert: "\n" }), undefined);
});

test("a line break parts a paragraph, with the same speaker on both sides", () => {
	assert.deepEqual(edit(SCRIPT, { at: "two|", insert: "\n" }), {
		kind: "splitParagraph",
		paragraph: 0,
		word: 2,
	});
	assert.deepEqual(
		lines(SCRIPT, edit(SCRIPT, { at: "tw|", insert: "\n" })).slice(0, 2),
		["A: one tw", "A: o three"],
	);
});

test("a line break that a space took the place of joins two paragraphs", () => {
	assert.deepEqual(edit(SCRIPT, { from: "three|", to: "|four", insert: " " }), {
		kind: "joinParagraph",
		paragraph: 1,
	});
});

test("a paragraph that is deleted as a whole leaves the next one to its own speaker", () => {
	const typed = edit(SCRIPT, { from: "|one", to: "|four", insert: "" });
	assert.deepEqual(lines(SCRIPT, typed), [
		"B: four five",
		"A: six seven eight",
	]);
});

test("what is typed over parts of two paragraphs goes to the first one's speaker", () => {
	const typed = edit(SCRIPT, { from: "|two", to: "four|", insert: "2 to 4" });
	assert.deepEqual(lines(SCRIPT, typed), [
		"A: one 2 to 4 five",
		"A: six seven eight",
	]);
});

test("lines pasted into a paragraph are paragraphs", () => {
	const typed = edit(SCRIPT, {
		at: "four|",
		insert: "\n\nfour and a half\nor so",
	});
	assert.deepEqual(lines(SCRIPT, typed).slice(1, 4), [
		"B: four",
		"B: four and a half",
		"B: or so five",
	]);
});

test("words without a space between them stay apart", () => {
	const script: Script = {
		paragraphs: [
			{
				words: [
					word("東京", 0),
					{ ...word("駅", 100), isJoined: true },
					{ ...word("前", 200), isJoined: true },
				],
			},
		],
		names: {},
	};
	const typed = edit(script, { at: "駅|", insert: "の" });
	assert.deepEqual(lines(script, typed), ["東京駅の前"]);
	assert.ok(times(script, typed).includes(200));
	assert.deepEqual(lines(script, edit(script, { at: "駅|", insert: "\n" })), [
		"東京駅",
		"前",
	]);
});

test("several changes are one edit", () => {
	const document = documentOf(SCRIPT);
	const typed = ChangeSet.of(
		[
			{ from: 0, to: 1, insert: "O" },
			{ from: 2, to: 3, insert: "E" },
			{ from: document.length - 1, insert: "!" },
		],
		document.length,
	);
	assert.deepEqual(lines(SCRIPT, editOf(SCRIPT, document, typed)), [
		"A: OnE two three",
		"B: four five",
		"A: six seven eigh!t",
	]);
});

test("whatever is typed, the script reads as the document does", () => {
	const texts = fc.constantFrom(
		"",
		" ",
		"x",
		"x y",
		"\n",
		"a\nb",
		" \n ",
		"東",
	);
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat(45), fc.nat(12), texts), {
				minLength: 1,
				maxLength: 4,
			}),
			(all) => {
				const document = documentOf(SCRIPT);
				const changes: ChangeSpec[] = [];
				let behind = 0;
				for (const [skip, length, insert] of all) {
					const from = behind + skip;
					const to = from + length;
					if (to <= document.length) {
						changes.push({ from, to, insert });
						behind = to + 1;
					}
				}
				const typed = ChangeSet.of(changes, document.length);
				const after = editOf(SCRIPT, document, typed);
				assert.deepEqual(
					lines(SCRIPT, after).map((line) => line.slice(3)),
					typed
						.apply(document)
						.toString()
						.split("\n")
						.map((line) => line.trim().replace(/\s+/g, " "))
						.filter((line) => line !== ""),
				);
			},
		),
		{ numRuns: 3000 },
	);
});

/** A place as the text around it, with a bar where it is. */
type Typed =
	| { readonly at: string; readonly insert: string }
	| { readonly from: string; readonly to: string; readonly insert: string };

function edit(script: Script, typed: Typed): Edit | undefined {
	const document = documentOf(script);
	const text = document.toString();
	const find = (place: string) =>
		text.indexOf(place.replace("|", "")) + place.indexOf("|");
	const [from, to] =
		"at" in typed
			? [find(typed.at), find(typed.at)]
			: [find(typed.from), find(typed.to)];
	return editOf(
		script,
		document,
		ChangeSet.of({ from, to, insert: typed.insert }, document.length),
	);
}

function after(script: Script, edit: Edit | undefined): Script {
	return edit === undefined ? script : applyEdit(script, edit);
}

function lines(script: Script, edit: Edit | undefined): string[] {
	const changed = after(script, edit);
	const document = documentOf(changed);
	return changed.paragraphs.map(({ speaker }, index) => {
		const line = document.line(index + 1).text;
		return speaker === undefined ? line : `${speaker}: ${line}`;
	});
}

function times(script: Script, edit: Edit | undefined): number[] {
	return after(script, edit).paragraphs.flatMap(({ words }) =>
		words.map(({ start }) => start),
	);
}

/** Paragraphs as `A: one two`; the words begin 100 ms one after the other, and last 90. */
function scriptOf(...paragraphs: string[]): Script {
	let time = 0;
	return {
		paragraphs: paragraphs.map((paragraph) => {
			const [speaker = "", text = ""] = paragraph.split(": ");
			return {
				speaker,
				words: text.split(" ").map((each) => {
					const made = word(each, time);
					time += 100;
					return made;
				}),
			};
		}),
		names: {},
	};
}

function word(text: string, start: number): Word {
	return { text, start, end: start + 90, confidence: 0.9 };
}
