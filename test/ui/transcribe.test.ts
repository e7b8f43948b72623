import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import { PROJECT } from "../host/folders.ts";
import { Host } from "./host.ts";

const SAMPLE = await readFile(path.join(PROJECT, "media/samples/welcome.mp3"));
const host = await Host.start();
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("A right-click gives the transcript beside the recording", async () => {
	await using window = await host.open({ "welcome.mp3": SAMPLE });
	const { workbench } = window;
	simulator.hold();
	await window.transcribe("welcome.mp3");
	await workbench.toast("welcome.mp3: Waiting in AssemblyAI's queue").waitFor();
	await workbench.statusBarItem("1 transcription").waitFor();
	await window.picture("progress");
	assert.deepEqual(await window.names(), ["welcome.mp3"]);

	simulator.release();
	await workbench.toast("welcome.mp3 is ready: welcome.txt").waitFor();
	await workbench.statusBarItem("1 transcription").waitFor({ state: "hidden" });
	await workbench.row("welcome.txt").waitFor();
	await window.picture("result");
	assert.match(await window.read("welcome.txt"), /^Welcome to Sidescribe\./);
	assert.deepEqual(await window.names(), ["welcome.mp3", "welcome.txt"]);

	await workbench.clickToast("is ready", "Open Transcript");
	await workbench.page
		.locator(".tab.active", { hasText: "welcome.txt" })
		.waitFor();
	const output = await window.output();
	assert.match(output, /welcome\.mp3 is done: welcome\.txt stands beside it/);
	assert.match(output, new RegExp(`"transcriptId":"${simulator.jobs[0]?.id}"`));
});

test("Ten recordings selected at once all arrive", async () => {
	const names = Array.from({ length: 10 }, (_, index) => `talk ${index}.mp3`);
	await using window = await host.open(
		Object.fromEntries(names.map((name) => [name, 5000])),
	);
	await window.workbench.select(...names);
	await window.transcribe(names.at(-1) ?? "");
	await window.workbench.toast("10 transcripts are ready").waitFor();
	for (const name of names) {
		assert.match(await window.read(name.replace("mp3", "txt")), /simulated/);
	}
	assert.equal(simulator.jobs.length, 10);
});

test("The palette and the tab of an open preview transcribe what is open", async () => {
	await using window = await host.open({ "one.mp3": SAMPLE, "two.mp3": 5000 });
	const { workbench } = window;
	await workbench.row("one.mp3").dblclick();
	const tab = workbench.page.locator(".tab", { hasText: "one.mp3" });
	await tab.waitFor();
	await workbench.runCommand("Sidescribe: Transcribe");
	await workbench.toast("one.mp3 is ready").waitFor();

	await workbench.row("two.mp3").dblclick();
	await workbench.choose(
		workbench.page.locator(".tab", { hasText: "two.mp3" }),
		"Transcribe",
	);
	await workbench.toast("two.mp3 is ready").waitFor();
	assert.deepEqual(await window.names(), [
		"one.mp3",
		"one.txt",
		"two.mp3",
		"two.txt",
	]);
});

test("The palette asks for recordings where none is open", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await workbench.row("talk.mp3").waitFor();
	await workbench.runCommand("Sidescribe: Transcribe");
	const dialog = workbench.quickInput.filter({
		hasText: "Choose Recordings to Transcribe",
	});
	await dialog.waitFor();
	await workbench.page.keyboard.press("Escape");
	await dialog.waitFor({ state: "hidden" });
	assert.equal(simulator.requests.length, 0);
});

test("Cancelling during the upload closes the connection and leaves nothing", async () => {
	await using window = await host.open({ "talk.mp3": 8_000_000 });
	const { workbench } = window;
	simulator.fault({ on: "upload", kind: "slow", bytesPerSecond: 2e6 });
	const upload = simulator.next("ended", ({ kind }) => kind === "upload");
	await window.transcribe("talk.mp3");
	await workbench.toast(/talk\.mp3: Uploading, [1-9]\d? %/).waitFor();
	await workbench.clickToast("talk.mp3: Uploading", "Cancel");
	assert.equal((await upload).outcome, "abortedByClient");
	await workbench.toast("talk.mp3: Uploading").waitFor({ state: "hidden" });
	assert.equal(simulator.jobs.length, 0);
	assert.deepEqual(await window.names(), ["talk.mp3"]);
});

test("Cancelling while AssemblyAI works deletes the transcript there", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	simulator.hold();
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3: Waiting").waitFor();
	const deletion = simulator.next("ended", ({ kind }) => kind === "delete");
	await workbench.clickToast("talk.mp3: Waiting", "Cancel");
	assert.equal((await deletion).status, 200);
	await workbench.statusBarItem("was deleted at AssemblyAI").waitFor();
	assert.deepEqual(await window.names(), ["talk.mp3"]);
});

test("The status bar leads to a list of jobs, and those that are ticked are cancelled", async () => {
	await using window = await host.open({ "one.mp3": 5000, "two.mp3": 6000 });
	const { workbench } = window;
	simulator.hold();
	await workbench.select("one.mp3", "two.mp3");
	await window.transcribe("two.mp3");
	await workbench.toast("2 in the queue").waitFor();
	await workbench.statusBarItem("2 transcriptions").click();
	const row = workbench.quickInput.locator(".monaco-list-row", {
		hasText: "one.mp3",
	});
	await row.locator("input[type=checkbox], .monaco-checkbox").first().click();
	await window.picture("cancel");
	await workbench.quickInput.getByRole("button", { name: "OK" }).click();
	await workbench.toast("1 cancelled").waitFor();
	simulator.release();
	await workbench.toast("two.mp3 is ready").waitFor();
	assert.deepEqual(await window.names(), ["one.mp3", "two.mp3", "two.txt"]);
});

test("An existing transcript is asked about before anything is sent", async () => {
	await using window = await host.open({
		"talk.mp3": 5000,
		"talk.txt": "mine",
	});
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.dialog
		.filter({ hasText: "talk.txt already exists" })
		.waitFor();
	await window.picture("exists");
	assert.equal(simulator.requests.length, 0);
	await workbench.dialog.getByRole("button", { name: "Cancel" }).click();
	await workbench.dialog.waitFor({ state: "hidden" });

	await window.transcribe("talk.mp3");
	await workbench.dialog.getByRole("button", { name: "Keep Both" }).click();
	await workbench.toast("is ready: talk (2).txt").waitFor();
	assert.equal(await window.read("talk.txt"), "mine");
	assert.equal(simulator.count("upload"), 1);
});

test("A file that cannot be sent says why, and never reaches the network", async () => {
	await using window = await host.open({ "empty.mp3": "" });
	await window.transcribe("empty.mp3");
	await window.workbench
		.toast(
			"empty.mp3 is empty (0 bytes). Check whether the recording was saved.",
		)
		.waitFor();
	assert.equal(simulator.requests.length, 0);
});

test("Only media files have Transcribe in their menu", async () => {
	await using window = await host.open({
		"talk.mp3": 5000,
		"notes.md": "# Notes",
	});
	const { workbench } = window;
	// Once it stands here, the extension's entries are there.
	await workbench.contextMenu(workbench.row("talk.mp3"), "Transcribe");
	await workbench.contextMenu(workbench.row("notes.md"), "Cut");
	assert.equal((await workbench.menuEntries()).includes("Transcribe"), false);
});
