import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

const host = await Host.start();
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("After a kill -9 the job goes on by itself, without another upload or charge", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	simulator.hold();
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3: Waiting").waitFor();
	await host.server.crashAndRestart();
	await workbench.load(window.folder);
	await workbench.statusBarItem("1 transcription").waitFor();
	simulator.release();
	await workbench.statusBarItem("talk.txt is ready").waitFor();
	assert.equal(await workbench.toast(/talk/).count(), 0, "it is quiet");
	assert.match(await window.read("talk.txt"), /simulated/);
	assert.equal(simulator.count("upload"), 1);
	assert.equal(simulator.count("submit"), 1);
});

test("After a reload of the window in the middle of an upload the file is sent from the start", async () => {
	await using window = await host.open({ "talk.mp3": 8_000_000 });
	const { workbench } = window;
	simulator.fault({ on: "upload", kind: "slow", bytesPerSecond: 2e6 });
	await window.transcribe("talk.mp3");
	await workbench.toast(/talk\.mp3: Uploading, [1-9]\d? %/).waitFor();
	await workbench.load(window.folder);
	await workbench.row("talk.txt").waitFor();
	assert.match(await window.read("talk.txt"), /8000000 bytes/);
	assert.equal(simulator.uploads.length, 1);
	assert.equal(simulator.jobs.length, 1);
});
