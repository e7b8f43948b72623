import assert from "node:assert/strict";
import { stat, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { Journal } from "../../../src/engine/journal.ts";
import { Rig } from "./rig.ts";

test("A window that closes hands its jobs to another that is open, by itself", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await using other = await rig.startEngine();
	await other.resume();
	assert.equal(other.jobs.length, 0, "its owner lives");
	await rig.engine[Symbol.asyncDispose]();
	await rig.event("resumed");
	rig.simulator.release();
	assert.equal((await other.ended(id)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
});

test("A file whose job was left by an earlier start goes on with that, even where nothing was resumed yet", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await rig.engine[Symbol.asyncDispose]();
	rig.engine = await rig.startEngine();
	rig.simulator.release();
	const [outcome] = await rig.transcribe(source);
	assert.equal(outcome?.spec.id, id);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("Of two starts of a file at the same time one makes a job, even where an older one failed", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const source = await rig.recording("talk.mp3", "old");
	await rig.transcribe(source);
	await writeFile(source, "quite another one");
	const [[first], [second]] = await Promise.all([
		rig.transcribe(source),
		rig.transcribe(source),
	]);
	assert.equal(first?.spec.id, second?.spec.id);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("What does not belong in the journal's folder hurts nobody", async () => {
	await using rig = await Rig.start();
	await writeFile(path.join(rig.journal, ".DS_Store"), "");
	await rig.engine.resume();
});

test("A file that another window works on is not sent a second time, and says so", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await using other = await rig.startEngine();
	const [second = ""] = await other.start([rig.job(source)]);
	const { state } = await other.ended(second);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "elsewhere");

	const params = { language_code: "de" };
	const [german = ""] = await other.start([rig.job(source, { params })]);
	rig.simulator.release();
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal((await other.ended(german)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 2, "another language is another job");
});

test("Of two windows that begin a file in the same moment one gives way", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await using other = await rig.startEngine();
	const [[one = ""], [two = ""]] = await Promise.all([
		rig.engine.start([rig.job(source)]),
		other.start([rig.job(source)]),
	]);
	const ends = await Promise.all([rig.engine.ended(one), other.ended(two)]);
	assert.deepEqual(ends.map(({ state }) => state.step).sort(), [
		"done",
		"failed",
	]);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("Of the jobs for the same recording that crashed windows have left, one goes on: that which has got furthest", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const { size, mtimeMs: modifiedMs } = await stat(source);
	for (const [owner, step] of [
		["dead-1", "checking"],
		["dead-2", "uploading"],
		["dead-3", "checking"],
	] as const) {
		const journal = new Journal(rig.journal, owner);
		await journal.open();
		const file = { size, modifiedMs };
		await journal.write({
			spec: {
				...rig.job(source),
				id: owner,
				command: { id: owner, files: 1 },
				createdAt: "2026-11-24T10:00:00.000Z",
			},
			state: step === "checking" ? { step } : { step, file },
			attempts: [],
		});
	}
	await rig.engine.resume();
	await Promise.all(
		rig.engine.jobs.map(({ job }) => rig.engine.ended(job.spec.id)),
	);
	assert.equal(rig.simulator.uploads.length, 1);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("A transcript that another window has just written is not paid for again", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const { output } = rig.job(source);
	const expecting = rig.job(source, {
		output: { ...output, ifExists: "expectNone" },
	});
	await rig.transcribe(source);
	await using other = await rig.startEngine();
	const [id = ""] = await other.start([expecting]);
	const { state } = await other.ended(id);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "appeared");
	assert.equal(rig.simulator.uploads.length, 1);
});
