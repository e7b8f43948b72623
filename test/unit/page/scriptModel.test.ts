import assert from "node:assert/strict";
import { test } from "node:test";
import {
	type ModelEvent,
	ScriptModel,
} from "../../../src/page/host/scriptModel.ts";
import { packScript } from "../../../src/protocol/packedScript.ts";
import {
	ANSWER_TIMEOUT_MS,
	type FromHost,
	type FromPage,
} from "../../../src/protocol/protocol.ts";
import { changeBetween } from "../../../src/transcript/change.ts";
import { applyEdit, type Edit } from "../../../src/transcript/edits.ts";
import { type Script, textOf } from "../../../src/transcript/script.ts";

test("an edit is shown before the host answers", () => {
	const { model, sent } = start("one two");
	model.edit(replace(0, "1"));
	assert.equal(text(model.shown), "1 two");
	assert.deepEqual(sent.at(-1), {
		type: "edit",
		request: 1,
		version: 7,
		edit: replace(0, "1"),
	});
});

test("the second edit is sent once the first was answered, with the version after it", () => {
	const { model, sent, answer } = start("one two");
	model.edit(replace(0, "1"));
	model.edit(replace(1, "2"));
	assert.equal(sent.length, 1);
	answer();
	assert.deepEqual(sent.at(-1), {
		type: "edit",
		request: 2,
		version: 8,
		edit: replace(1, "2"),
	});
	answer();
	assert.equal(text(model.shown), "1 2");
	assert.equal(model.isBusy, false);
});

test("what the host refuses is taken back, with all that came after", () => {
	const { model, events } = start("one two");
	model.edit(replace(0, "1"));
	model.edit(replace(1, "2"));
	model.refuse({ type: "refused", request: 1, reason: "It is read-only." });
	assert.equal(text(model.shown), "one two");
	assert.deepEqual(events.at(-1), {
		type: "refused",
		reason: "It is read-only.",
	});
	assert.equal(model.isBusy, false);
});

test("an edit that fits nothing is refused without the host", () => {
	const { model, sent, events } = start("one");
	model.edit({ kind: "joinParagraph", paragraph: 9 });
	assert.equal(events.at(-1)?.type, "refused");
	assert.deepEqual(sent, []);
});

test("an undo that comes from VS Code is shown, and told from one's own edit", () => {
	const { model, events, host } = start("one two");
	host(replace(1, "2"));
	assert.equal(text(model.shown), "one 2");
	assert.deepEqual(events.at(-1), { type: "script", cause: "host" });
});

test("a page that missed a change asks for everything", () => {
	const { model, sent } = start("one");
	model.change({
		type: "change",
		base: 9,
		version: 10,
		change: { splices: [] },
	});
	assert.deepEqual(sent, [{ type: "ready" }]);
	assert.equal(text(model.shown), "one");
});

test("an edit that is never answered is taken back, and everything asked for", (context) => {
	context.mock.timers.enable({ apis: ["setTimeout"] });
	const { model, sent, events } = start("one");
	model.edit(replace(0, "1"));
	context.mock.timers.tick(ANSWER_TIMEOUT_MS);
	assert.equal(text(model.shown), "one");
	assert.equal(events.at(-1)?.type, "refused");
	assert.deepEqual(sent.at(-1), { type: "ready" });
});

function start(said: string) {
	const sent: FromPage[] = [];
	const events: ModelEvent[] = [];
	const model = new ScriptModel((message) => sent.push(message));
	let script: Script = {
		paragraphs: [
			{
				words: said
					.split(" ")
					.map((text, index) => ({ text, start: index, end: index + 1 })),
			},
		],
		names: {},
	};
	let version = 7;
	model.load(stateOf(version, script));
	model.listen((event) => events.push(event));
	const make = (edit: Edit, request?: number) => {
		const before = script;
		script = applyEdit(script, edit);
		model.change({
			type: "change",
			base: version++,
			version,
			change: changeBetween(before, script),
			...(request !== undefined && { request }),
		});
	};
	return {
		model,
		sent,
		events,
		/** Answers the last edit as the host does. */
		answer() {
			const last = sent.at(-1);
			assert.equal(last?.type, "edit");
			make(last.edit, last.request);
		},
		/** The host changes the script by itself. */
		host: (edit: Edit) => make(edit),
	};
}

function stateOf(
	version: number,
	script: Script,
): Extract<FromHost, { type: "state" }> {
	return {
		type: "state",
		version,
		script: packScript(script),
		title: "talk.transcript.json",
		media: { kind: "none", reason: "" },
		preferences: { showMedia: true, markDoubtful: true, rate: 1 },
		hasOriginal: true,
	};
}

function replace(word: number, text: string): Edit {
	return {
		kind: "replaceWords",
		paragraph: 0,
		first: word,
		end: word + 1,
		text,
	};
}

function text({ paragraphs }: Script): string {
	return paragraphs.map(({ words }) => textOf(words)).join("\n");
}
