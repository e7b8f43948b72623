import assert from "node:assert/strict";
import { test } from "node:test";
import {
	packScript,
	unpackScript,
} from "../../../src/protocol/packedScript.ts";
import {
	parseFromHost,
	parseFromPage,
} from "../../../src/protocol/protocol.ts";
import type { Script } from "../../../src/transcript/script.ts";

const SCRIPT: Script = {
	paragraphs: [
		{
			speaker: "A",
			words: [
				{ text: "Hello", start: 0, end: 300, confidence: 0.9 },
				{ text: "界", start: 300, end: 500, isJoined: true },
			],
		},
		{ words: [{ text: "Bye", start: 900, end: 1200 }] },
	],
	names: { A: "Ann" },
};

test("a script comes out of the package as it went in", () => {
	assert.deepEqual(unpackScript(packScript(SCRIPT)), SCRIPT);
});

test("a word whose times are none is kept, its times not a number", () => {
	const broken = `{"paragraphs":[{"words":[{"text":"a","start":null,"end":"x"}]}],"names":{}}`;
	const word = unpackScript(broken)?.paragraphs[0]?.words[0];
	assert.equal(word?.text, "a");
	assert.ok(Number.isNaN(word.start) && Number.isNaN(word.end));
});

for (const packed of [
	"",
	"{",
	"null",
	"[]",
	`{"paragraphs":[{}],"names":{}}`,
]) {
	test(`${JSON.stringify(packed)} is no script`, () => {
		assert.equal(unpackScript(packed), undefined);
	});
}

test("edits within edits are parsed", () => {
	const message = {
		type: "edit",
		request: 1,
		version: 4,
		edit: {
			kind: "many",
			edits: [
				{ kind: "replaceWords", paragraph: 0, first: 0, end: 1, text: "Hi" },
				{ kind: "joinParagraph", paragraph: 1 },
			],
		},
	};
	assert.deepEqual(parseFromPage(message), message);
});

for (const [name, message] of Object.entries({
	"no object": "ready",
	"no type": {},
	"a type that does not exist": { type: "run", command: "rm" },
	"an edit of a kind that does not exist": {
		type: "edit",
		request: 1,
		version: 1,
		edit: { kind: "delete" },
	},
	"a negative index": {
		type: "edit",
		request: 1,
		version: 1,
		edit: { kind: "joinParagraph", paragraph: -1 },
	},
	"a time that is none": { type: "copyLink", timeMs: Number.NaN },
	"a speed out of bounds": {
		type: "preferences",
		preferences: { showMedia: true, markDoubtful: true, rate: 99 },
	},
})) {
	test(`the host does not believe ${name}`, () => {
		assert.equal(parseFromPage(message), undefined);
	});
}

test("the page does not believe a message of another's", () => {
	assert.equal(parseFromHost({ type: "webpackOk" }), undefined);
	assert.equal(
		parseFromHost({ type: "seek", timeMs: "1", play: true }),
		undefined,
	);
});
