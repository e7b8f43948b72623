import assert from "node:assert/strict";
import { test } from "node:test";
import { Rig } from "./rig.ts";

test("A job that is cancelled while its submit is under way is deleted at the service", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "late", afterMs: 300 });
	const submit = rig.simulator.next("request", ({ kind }) => kind === "submit");
	const [id = ""] = await rig.engine.start([
		rig.job(await rig.recording("talk.mp3")),
	]);
	await submit;
	rig.engine.cancel([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "cancelled");
	const { transcriptId } = await rig.event("cleanedUp");
	const [job] = rig.simulator.jobs;
	assert.equal(transcriptId, job?.id);
	assert.equal(job?.deleted, true);
});

test("A cancel followed by a new start leaves one transcript at the service, wherever the first was", async () => {
	for (const step of [
		"checking",
		"preparing",
		"uploading",
		"submitting",
		"waiting",
	]) {
		await using rig = await Rig.start();
		rig.simulator.hold();
		const source = await rig.recording("talk.mp3");
		const [id = ""] = await rig.engine.start([rig.job(source)]);
		await rig.event("stage", ({ job }) => job.state.step === step);
		rig.engine.cancel([id]);
		rig.simulator.release();
		const [outcome] = await rig.transcribe(source);
		assert.equal(outcome?.state.step, "done", step);
		const first = await rig.engine.ended(id);
		assert(first.state.step === "cancelled");
		if (first.state.left !== undefined) {
			await rig.event("cleanedUp");
		}
		const left = rig.simulator.jobs.filter(({ deleted }) => !deleted);
		assert.equal(left.length, 1, step);
	}
});

test("A cancelled job that waits for the answer to its submit is in no new one's way", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "late", afterMs: 500 });
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.simulator.next("request", ({ kind }) => kind === "submit");
	rig.engine.cancel([id]);
	const [outcome] = await rig.transcribe(source);
	assert.equal(outcome?.state.step, "done");
	await rig.event("cleanedUp");
	const left = rig.simulator.jobs.filter(({ deleted }) => !deleted);
	assert.equal(left.length, 1);
});

test("What could not be deleted at the service is deleted at the next start", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	rig.simulator.fault({ on: "delete", kind: "status", status: 503, times: 99 });
	const [id = ""] = await rig.engine.start([
		rig.job(await rig.recording("talk.mp3")),
	]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	rig.engine.cancel([id]);
	const { error } = await rig.event("cleanedUp");
	assert.match(error?.message ?? "", /Service unavailable/);
	assert.match(rig.output, /is still at AssemblyAI/);
	rig.simulator.clearFaults();
	await rig.restart();
	await rig.event("cleanedUp", (event) => event.error === undefined);
	assert.equal(rig.simulator.jobs[0]?.deleted, true);
});

test("Transcripts that ended in a server error go with the one that is cancelled", async () => {
	await using rig = await Rig.start();
	rig.simulator.failJobs({ error: "Server error" });
	const [id = ""] = await rig.engine.start([
		rig.job(await rig.recording("talk.mp3")),
	]);
	await rig.event(
		"stage",
		({ job: { state } }) => state.step === "waiting" && state.spent.length > 0,
	);
	rig.engine.cancel([id]);
	await rig.event("cleanedUp");
	assert.deepEqual(
		rig.simulator.jobs.map(({ deleted }) => deleted),
		[true, true],
	);
});

test("All files of a command can be cancelled, and those of another go on", async () => {
	await using rig = await Rig.start({ settings: { maxConcurrent: 1 } });
	rig.simulator.hold();
	const sources = await Promise.all(
		[1, 2, 3, 4].map((index) => rig.recording(`talk ${index}.mp3`)),
	);
	const [first = "", ...others] = sources.map((source) => rig.job(source));
	assert(first !== "");
	const kept = await rig.engine.start([first]);
	const cancelled = await rig.engine.start(
		others.filter((job) => job !== undefined),
	);
	rig.engine.cancel(cancelled);
	rig.simulator.release();
	for (const id of cancelled) {
		assert.equal((await rig.engine.ended(id)).state.step, "cancelled");
	}
	assert.equal((await rig.engine.ended(kept[0] ?? "")).state.step, "done");
});
