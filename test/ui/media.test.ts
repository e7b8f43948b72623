import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { kind } from "../unit/media/kinds.ts";
import { Host } from "./host.ts";

const host = await Host.start();
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("A silent recording is asked about before anything is sent, and goes when a person says so", async () => {
	await using window = await host.open({
		"silent.wav": await readFile(kind("silent.wav")),
	});
	const { workbench } = window;
	await window.transcribe("silent.wav");
	await workbench.dialog
		.filter({ hasText: "silent.wav is silent from beginning to end" })
		.waitFor();
	await window.picture("silent");
	assert.equal(simulator.requests.length, 0);
	await workbench.dialog.getByRole("button", { name: "Cancel" }).click();
	await workbench.dialog.waitFor({ state: "hidden" });
	assert.equal(simulator.requests.length, 0);

	await window.transcribe("silent.wav");
	await workbench.dialog
		.getByRole("button", { name: "Transcribe Anyway" })
		.click();
	await workbench.toast("silent.wav is ready").waitFor();
	assert.equal(simulator.uploads.length, 1);
});

test("Of a video with two audio tracks the one that is chosen is sent, alone", async () => {
	await using window = await host.open({
		"two-tracks.mkv": await readFile(kind("two-tracks.mkv")),
	});
	const { workbench } = window;
	await window.transcribe("two-tracks.mkv");
	await workbench.quickInput.filter({ hasText: "German" }).waitFor();
	await window.picture("tracks");
	assert.equal(simulator.requests.length, 0);
	await workbench.quickInput.getByText("Track 1 · English · Original").click();
	await workbench.toast("two-tracks.mkv is ready").waitFor();
	const output = await window.output();
	assert.match(output, /two-tracks\.mkv was sent without its pictures: 8 KB →/);
});

test("A sample for support stands beside the recording", async () => {
	await using window = await host.open({
		"aac.m4a": await readFile(kind("aac.m4a")),
	});
	const { workbench } = window;
	await workbench.row("aac.m4a").dblclick();
	await workbench.page.locator(".tab", { hasText: "aac.m4a" }).waitFor();
	await workbench.runCommand("Sidescribe: Save Audio Sample for Support…");
	await workbench.quickInput.filter({ hasText: "30 seconds" }).waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("aac.sample.m4a is ready to be attached").waitFor();
	assert.deepEqual(await window.names(), ["aac.m4a", "aac.sample.m4a"]);
});
