import assert from "node:assert/strict";
import { readFile, truncate, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import { welcomeTranscript } from "../fixtures/scripts.ts";
import { wave } from "../fixtures/wave.ts";
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

test("A large recording is streamed, and played from a word far in", async () => {
	const words = [
		{ text: "Begin.", start: 0, end: 500, confidence: 0.9, speaker: null },
		{
			text: "Middle",
			start: 3e6,
			end: 3.001e6,
			confidence: 0.9,
			speaker: null,
		},
		{
			text: "end.",
			start: 3.001e6,
			end: 3.5e6,
			confidence: 0.9,
			speaker: null,
		},
	];
	await using window = await welcome({
		"long.transcript.json": JSON.stringify({
			id: "long",
			status: "completed",
			words,
			sidescribe: { version: 1, source: { name: "long.wav" } },
		}),
	});
	await writeLongWave(path.join(window.folder, "long.wav"), 3600);
	const { workbench } = window;
	const streamed: string[] = [];
	workbench.page.on("request", (request) => streamed.push(request.url()));
	const editor = await TranscriptEditor.open(workbench, "long.transcript.json");
	await editor.click("Middle");
	await editor.playsOnFrom("Middle");
	await editor.locator("body").getByText("50:0").first().waitFor();
	assert.ok(
		streamed.some((url) => /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/.test(url)),
	);
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

test("Edits that were not saved are there again, and not saved, when the window is opened anew", async () => {
	await using window = await welcome();
	const { workbench, folder } = window;
	const editor = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await editor.correct("interviews", "conversations");
	await editor.isDirty(TRANSCRIPT, true);
	await workbench.until(
		() => host.hasBackup("conversations"),
		"VS Code to keep a backup",
	);
	await workbench.load(folder);
	await editor.ready();
	await editor.says("a lot of conversations. How");
	await editor.isDirty(TRANSCRIPT, true);
	assert.equal(await window.read(TRANSCRIPT), transcript);

	await editor.correct("hand", "foot");
	await workbench.page.keyboard.press("Control+z");
	await editor.says("By hand.");
	await editor.isDirty(TRANSCRIPT, true);
	await workbench.page.keyboard.press("Control+s");
	await editor.isDirty(TRANSCRIPT, false);
	assert.ok((await window.read(TRANSCRIPT)).includes("conversations"));
});

test("What another program writes is shown; where edits would be lost, a person is asked", async () => {
	await using window = await welcome();
	const { workbench, folder } = window;
	const file = path.join(folder, TRANSCRIPT);
	const editor = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await writeFile(file, transcript.replace('"interviews."', '"podcasts."'));
	await editor.says("a lot of podcasts. How");
	await editor.isDirty(TRANSCRIPT, false);

	await editor.correct("podcasts", "conversations");
	await editor.isDirty(TRANSCRIPT, true);
	await writeFile(file, transcript.replace('"interviews."', '"dialogues."'));
	const conflict = "was changed by another program, and has edits here";
	await workbench.toast(conflict).waitFor();
	await editor.says("a lot of conversations. How");
	await window.picture("view-conflict");
	await workbench.clickToast(conflict, "Load It");
	await editor.says("a lot of dialogues. How");
	await editor.isDirty(TRANSCRIPT, false);
});

test("Export As… gives what the view shows, with edits that are not saved", async () => {
	await using window = await welcome();
	const { workbench } = window;
	const editor = await TranscriptEditor.open(workbench, TRANSCRIPT);
	await editor.correct("interviews", "conversations");
	await editor.isDirty(TRANSCRIPT, true);
	await workbench.runCommand("Sidescribe: Export Transcript As…");
	await workbench.quickInput
		.locator(".monaco-list-row")
		.filter({ hasText: "Plain Text" })
		.click();
	await workbench.acceptPath("welcome.txt");
	await workbench.row("welcome.txt").waitFor();
	assert.match(
		await window.read("welcome.txt"),
		/a lot of conversations\. How/,
	);
	await editor.isDirty(TRANSCRIPT, true);
});

test("A link leads to its moment, and axe finds nothing in the window", async () => {
	await using window = await welcome();
	const { workbench, folder } = window;
	await TranscriptEditor.open(workbench, TRANSCRIPT);
	await workbench.runCommand("View: Close All Editors");
	await workbench.runCommand("Open URL");
	const query = new URLSearchParams({
		folder: path.basename(folder),
		path: TRANSCRIPT,
		t: "28.9",
	});
	await workbench.quickInput
		.locator("input[type=text]")
		.fill(`vscode://sidescribe.sidescribe/open?${query}`);
	await workbench.page.keyboard.press("Enter");
	await workbench.dialog.getByRole("button", { name: "Open" }).click();
	const editor = new TranscriptEditor(workbench);
	await editor.ready();
	await editor.locator("body").getByText("0:28 / 0:48").waitFor();
	await window.picture("view-moment");
	assert.deepEqual(await editor.accessibilityFindings(), []);
});

/** A silent WAV file of so many seconds, which takes no place on the disk. */
async function writeLongWave(file: string, seconds: number): Promise<void> {
	const bytes = seconds * 48_000 * 4;
	const format = { channels: 2, sampleRate: 48_000, bits: 16, bytes };
	await writeFile(file, wave(format));
	await truncate(file, 44 + bytes);
}
