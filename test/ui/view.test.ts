import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import { welcomeTranscript } from "../fixtures/scripts.ts";
import { PROJECT } from "../host/folders.ts";
import { Host, type Window } from "./host.ts";
import { TranscriptEditor } from "./transcriptEditor.ts";

const TRANSCRIPT = "welcome.transcript.json";

const host = await Host.start();
after(() => host[Symbol.asyncDispose]());
const recording = await readFile(
	path.join(PROJECT, "media/samples/welcome.mp3"),
);
const transcript = await welcomeTranscript();

/** A window with a recording and its transcript. */
function welcome(more: Readonly<Record<string, string>> = {}): Promise<Window> {
	return host.open({
		"welcome.mp3": recording,
		[TRANSCRIPT]: transcript,
		...more,
	});
}

test("A transcript is heard, corrected, undone, redone, saved and opened again", async () => {
	await using window = await welcome({ "welcome.txt": "Not ours.\n" });
	const { workbench } = window;
	const { keyboard } = workbench.page;
	const editor = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await editor.click("interviews");
	await editor.playsOnFrom("interviews");
	await keyboard.press("Space");
	await editor.button("Play").waitFor();

	await editor.correct("interviews", "conversations");
	await editor.isDirty(TRANSCRIPT, true);
	await keyboard.press("Control+z");
	await editor.says("a lot of interviews. How");
	await editor.isDirty(TRANSCRIPT, false);
	await keyboard.press("Control+y");
	await editor.says("a lot of conversations. How");
	await editor.isDirty(TRANSCRIPT, true);
	await keyboard.press("Control+s");
	await editor.isDirty(TRANSCRIPT, false);
	const saved = await window.read(TRANSCRIPT);
	assert.ok(saved.includes("conversations"));
	// What was heard stays beside it.
	assert.ok(saved.includes("interviews"));
	await window.picture("view-corrected");

	await workbench.runCommand("View: Close All Editors");
	await editor.locator("body").waitFor({ state: "detached" });
	const again = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await again.says("a lot of conversations. How");
	await again.isDirty(TRANSCRIPT, false);
});

test("After Revert a further edit is one that is not saved", async () => {
	await using window = await welcome();
	const { workbench } = window;
	const editor = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await editor.correct("interviews", "conversations");
	await editor.isDirty(TRANSCRIPT, true);
	await workbench.runCommand("File: Revert File");
	await editor.says("a lot of interviews. How");
	await editor.isDirty(TRANSCRIPT, false);
	await editor.correct("interviews", "dialogues");
	await editor.isDirty(TRANSCRIPT, true);
});

test("An edit after a saved one was undone is one that is not saved", async () => {
	await using window = await welcome();
	const { workbench } = window;
	const { keyboard } = workbench.page;
	const editor = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await editor.correct("interviews", "conversations");
	await editor.isDirty(TRANSCRIPT, true);
	await keyboard.press("Control+s");
	await editor.isDirty(TRANSCRIPT, false);
	await keyboard.press("Control+z");
	await editor.says("a lot of interviews. How");
	await editor.isDirty(TRANSCRIPT, true);
	await editor.correct("interviews", "dialogues");
	await editor.isDirty(TRANSCRIPT, true);
	await keyboard.press("Control+s");
	await editor.isDirty(TRANSCRIPT, false);
	assert.ok((await window.read(TRANSCRIPT)).includes("dialogues"));
});
