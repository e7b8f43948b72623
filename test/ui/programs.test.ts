import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { after, before, test } from "node:test";
import { createVSIX } from "@vscode/vsce";
import { OUTPUT_FOLDER, PROJECT } from "../host/folders.ts";
import { Host, type Window } from "./host.ts";

let host: Host;

before(async () => {
	host = await Host.start({
		// A chat is what tools are for.
		settings: { "chat.disableAIFeatures": false },
		moreVsix: [await packagedCaller()],
	});
});

after(() => host[Symbol.asyncDispose]());

/** Packages an extension that calls ours, as a chat does. */
async function packagedCaller(): Promise<string> {
	const vsix = path.join(OUTPUT_FOLDER, "caller.vsix");
	await mkdir(OUTPUT_FOLDER, { recursive: true });
	await createVSIX({
		cwd: path.join(PROJECT, "test/fixtures/caller"),
		packagePath: vsix,
		dependencies: false,
		allowMissingRepository: true,
		skipLicense: true,
	});
	return vsix;
}

test("A model's wish to transcribe is put before a person, with the file and that it costs money", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await workbench.runCommand("Caller: Let a Model Transcribe");
	const dialog = workbench.dialog.filter({ hasText: "Transcribe talk.mp3?" });
	await dialog.waitFor();
	await window.picture("tool-confirm");
	assert.match(
		(await dialog.textContent()) ?? "",
		/talk\.mp3 \(5 KB, less than a minute, likely to cost less than 0\.01 USD\) is sent to AssemblyAI, which charges your account/,
	);
	await dialog.getByRole("button", { name: "Cancel" }).click();
	await workbench.row("said.txt").waitFor();
	assert.match(await window.read("said.txt"), /Cancel/);
	assert.equal(host.simulator.requests.length, 0);

	await workbench.runCommand("Caller: Let a Model Transcribe");
	await dialog.getByRole("button", { name: /Yes|Continue|OK/ }).click();
	await workbench.row("talk.txt").waitFor();
	await workbench.until(
		async () => /simulated/.test(await window.read("said.txt")),
		"the transcript's text for the model",
	);
});

test("A recording that is open has Transcribe among its editor's buttons", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await untilActive(window);
	await workbench.row("talk.mp3").dblclick();
	const button = workbench.page.locator(
		".editor-actions .action-label[aria-label='Transcribe']",
	);
	await button.waitFor();
	await window.picture("editor-title");
	await button.click();
	await workbench.toast("is ready: talk.txt").waitFor();
});

test("A recording with a transcript that is dropped on Markdown inserts it", async () => {
	await using window = await host.open({
		"talk.mp3": 5000,
		"talk.txt": "* Hello, and welcome.\n\n1. This is it.\n",
		"notes.md": "# Notes\n\n",
	});
	const { workbench } = window;
	await drop(window, "talk.mp3");
	await workbench.until(
		async () => /Hello, and welcome/.test(await editorText(window)),
		"the transcript in the document",
	);
	await window.picture("drop-transcript");
	assert.equal(host.simulator.requests.length, 0);
	await save(window);
	assert.match(
		await window.read("notes.md"),
		/\\\* Hello, and welcome\.\n\n1\\\. This is it\.\n/,
	);
});

test("Where there is no transcript a link is offered, and its choice alone starts the job", async () => {
	await using window = await host.open({
		"talk.mp3": 5000,
		"notes.md": "# Notes\n\n",
	});
	const { workbench } = window;
	await drop(window, "talk.mp3");
	const widget = workbench.page.locator(".post-edit-widget .monaco-button");
	await widget.waitFor();
	assert.doesNotMatch(await editorText(window), /talk\.txt/);
	assert.equal(host.simulator.requests.length, 0);
	await widget.click();
	const choice = workbench.page.locator(".action-widget .monaco-list-row", {
		hasText: "Transcribe, and Insert Link to Transcript",
	});
	await choice.waitFor();
	await window.picture("drop-choices");
	await choice.click();
	await workbench.toast("is ready: talk.txt").waitFor();
	await workbench.until(
		async () => /\[talk\.txt\]\(talk\.txt\)/.test(await editorText(window)),
		"the link in the document",
	);
	await window.picture("drop-link");
	assert.match(await window.read("talk.txt"), /simulated/);
});

/** Waits until the extension has registered what it offers. */
async function untilActive({ workbench }: Window): Promise<void> {
	await workbench.runCommand("Sidescribe: Cancel Transcriptions…");
	await workbench.toast("No transcription is under way").waitFor();
	await workbench.runCommand("Notifications: Clear All Notifications");
}

/** Drags a file from the Explorer into the open notes, with Shift held as VS Code wants it. */
async function drop(window: Window, name: string): Promise<void> {
	const { workbench } = window;
	const { page } = workbench;
	await untilActive(window);
	await workbench.row("notes.md").dblclick();
	const lines = page.locator(".view-lines");
	await lines.waitFor();
	const from = await workbench.row(name).boundingBox();
	const to = await lines.boundingBox();
	assert(from && to);
	await page.mouse.move(from.x + 40, from.y + 10);
	await page.mouse.down();
	await page.mouse.move(from.x + 60, from.y + 14, { steps: 5 });
	await page.keyboard.down("Shift");
	await page.mouse.move(to.x + 30, to.y + 60, { steps: 15 });
	await page.mouse.move(to.x + 34, to.y + 64, { steps: 5 });
	await page.mouse.up();
	await page.keyboard.up("Shift");
}

/** What the open editor shows; VS Code draws spaces as no-break ones. */
async function editorText({ workbench }: Window): Promise<string> {
	const lines = workbench.page.locator(".view-line");
	return (await lines.allTextContents()).join("\n").replaceAll("\u00a0", " ");
}

async function save(window: Window): Promise<void> {
	const { workbench } = window;
	await workbench.runCommand("File: Save All");
	await workbench.until(
		async () => !/^# Notes\n\n$/.test(await window.read("notes.md")),
		"the document on disk",
	);
}
