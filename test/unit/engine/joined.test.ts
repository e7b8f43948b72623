import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import type { PlannedOutput } from "../../../src/engine/job.ts";
import type { Format } from "../../../src/transcript/formats.ts";
import { Rig } from "./rig.ts";

test("A request for a recording under way gets its formats too, and pays for nothing", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const first = await start(rig, source, plan(rig, "talk", ["txt"]));
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	const second = await start(rig, source, plan(rig, "talk", ["srt", "txt"]));
	assert.equal(second, first);
	rig.simulator.release();
	assert.deepEqual(await outputsOf(rig, second), ["talk.txt", "talk.srt"]);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("What a joined request wants elsewhere is written there, and what it may replace is replaced", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	await writeFile(path.join(rig.folder, "talk.srt"), "old");
	const id = await start(rig, source, plan(rig, "talk", ["txt"]));
	await start(rig, source, plan(rig, "other", ["txt"]));
	await start(rig, source, plan(rig, "talk", ["srt"], "replace"));
	rig.simulator.release();
	assert.deepEqual(await outputsOf(rig, id), [
		"talk.txt",
		"other.txt",
		"talk.srt",
	]);
	const srt = await readFile(path.join(rig.folder, "talk.srt"), "utf8");
	assert.match(srt, /-->/);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("What joined a job is written after the window's end as well", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const id = await start(rig, source, plan(rig, "talk", ["txt"]));
	// At the upload, the submit or later: no step forgets it.
	await start(rig, source, plan(rig, "talk", ["json"]));
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await start(rig, source, plan(rig, "talk", ["vtt"]));
	await rig.restart();
	rig.simulator.release();
	assert.deepEqual(await outputsOf(rig, id), [
		"talk.txt",
		"talk.transcript.json",
		"talk.vtt",
	]);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("Where the files are being written already, the rest is written from the same transcript", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const joined = Promise.withResolvers<string>();
	void rig
		.event("stage", ({ job }) => job.state.step === "writing")
		.then(() => start(rig, source, plan(rig, "talk", ["txt", "srt"])))
		.then(joined.resolve, joined.reject);
	const first = await start(rig, source, plan(rig, "talk", ["txt"]));
	const second = await joined.promise;
	assert.notEqual(second, first);
	assert.deepEqual(await outputsOf(rig, first), ["talk.txt"]);
	assert.deepEqual(await outputsOf(rig, second), ["talk.srt"]);
	assert.equal(rig.simulator.jobs.length, 1);
	assert.equal(rig.engine.jobs.length, 2);
});

function plan(
	rig: Rig,
	name: string,
	formats: readonly Format[],
	ifExists: PlannedOutput["ifExists"] = "expectNone",
): PlannedOutput {
	return { stem: path.join(rig.folder, name), formats, ifExists };
}

async function start(
	rig: Rig,
	source: string,
	output: PlannedOutput,
): Promise<string> {
	const [id = ""] = await rig.engine.start([rig.job(source, { output })]);
	return id;
}

async function outputsOf(rig: Rig, id: string): Promise<string[]> {
	const { state } = await rig.engine.ended(id);
	assert(state.step === "done");
	return state.outputs.map((file) => path.basename(file));
}
