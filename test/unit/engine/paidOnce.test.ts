import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { failureOfConnection } from "../../../src/assemblyai/failure.ts";
import { targetsOf } from "../../../src/engine/outputPlan.ts";
import { Rig, serviceOf, txtAt } from "./rig.ts";

test("A network that goes while a submit's answer is out makes no second job", async () => {
	let isFirst = true;
	await using rig = await Rig.start({
		between: (service) => ({
			...serviceOf(service),
			submit: async (params, options) => {
				const answer = await service.submit(params, options);
				if (isFirst) {
					isFirst = false;
					const cause = Object.assign(new Error("read EHOSTUNREACH"), {
						code: "EHOSTUNREACH",
						syscall: "read",
					});
					throw failureOfConnection(cause, "submit");
				}
				return answer;
			},
		}),
	});
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
});

test("A failed job that a later run has replaced is not there to be retried", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3", "");
	await rig.transcribe(source);
	await rig.recording("talk.mp3", "whole now");
	const [outcome] = await rig.transcribe(source);
	assert.equal(outcome?.state.step, "done");
	assert.deepEqual(
		rig.engine.jobs.map(({ job }) => job.state.step),
		["done"],
	);
});

test("A failed job that an earlier transcript has replaced is not there to be retried", async () => {
	await using rig = await Rig.start();
	const [done] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert(done?.state.step === "done");
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const copy = await rig.recording("copy.mp3", "talk.mp3");
	const [failed] = await rig.transcribe(copy);
	assert.equal(failed?.state.step, "failed");
	const [record] = await rig.records();
	const transcript = record && (await rig.history.copyOf(record));
	assert(transcript);
	const id = await rig.engine.startKept(rig.job(copy), { transcript });
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.deepEqual(
		rig.engine.jobs.map(({ job }) => job.state.step),
		["done", "done"],
	);
});

test("A transcript that waits to be written is found behind an older failure, and not paid for again", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3", "");
	await rig.transcribe(source);
	await rig.recording("talk.mp3", "whole now");
	const gone = path.join(rig.folder, "gone");
	const output = txtAt(path.join(gone, "talk.txt"));
	const [first = ""] = await rig.engine.start([rig.job(source, { output })]);
	assert.equal((await rig.engine.ended(first)).state.step, "failed");
	await mkdir(gone);
	const [second = ""] = await rig.engine.start([rig.job(source, { output })]);
	assert.equal((await rig.engine.ended(second)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
	assert.equal(rig.simulator.uploads.length, 1);
});

test("A recording that is named like a transcript is not where its transcript goes", async () => {
	const source = "/recordings/talk.txt";
	const [target] = await targetsOf([{ source, formats: ["txt"] }], []);
	assert.equal(target?.stem, "/recordings/talk.txt");
});

test("A retry of a recording that was changed since sends it as it is now", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const source = await rig.recording("talk.mp3", "old");
	const [failed] = await rig.transcribe(source);
	await writeFile(source, "quite another one");
	const id = failed?.spec.id ?? "";
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.deepEqual(
		rig.simulator.uploads.map(({ bytes }) => bytes),
		[3, 17],
	);
});

test("A retry asks for what the settings say now, where they are what was refused", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const [failed] = await rig.transcribe(await rig.recording("talk.mp3"));
	const id = failed?.spec.id ?? "";
	await rig.engine.retry([id], {
		paramsOf: () => ({ language_code: "de" }),
	});
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.jobs[0]?.params.language_code, "de");
	assert.equal(rig.simulator.uploads.length, 1);
});

test("A retry without a journal to write to submits nothing", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const [failed] = await rig.transcribe(await rig.recording("talk.mp3"));
	const id = failed?.spec.id ?? "";
	const [owner = ""] = await readdir(rig.journal);
	await rm(path.join(rig.journal, owner), { recursive: true });
	await writeFile(path.join(rig.journal, owner), "no folder");
	await rig.engine.retry([id]);
	const { state } = await rig.engine.ended(id);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "journal");
	assert.equal(rig.simulator.jobs.length, 0);
	await rm(path.join(rig.journal, owner));
});

test("A retry gives way to another window that works on the recording meanwhile", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const source = await rig.recording("talk.mp3");
	const [failed] = await rig.transcribe(source);
	const id = failed?.spec.id ?? "";
	rig.simulator.hold();
	await using other = await rig.startEngine();
	const [theirs = ""] = await other.start([rig.job(source)]);
	await rig.event(
		"stage",
		({ job }) => job.spec.id === theirs && job.state.step === "waiting",
	);
	await rig.engine.retry([id]);
	const { state } = await rig.engine.ended(id);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "elsewhere");
	rig.simulator.release();
	assert.equal((await other.ended(theirs)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
});

test("A retry of what failed before its upload looks at what other windows have done since", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "list", kind: "status", status: 401 });
	const source = await rig.recording("talk.mp3");
	const stem = path.join(rig.folder, "talk");
	const output = { stem, formats: ["txt"], ifExists: "expectNone" } as const;
	const [id = ""] = await rig.engine.start([rig.job(source, { output })]);
	const failed = await rig.engine.ended(id);
	assert(failed.state.step === "failed" && failed.state.at === "preparing");

	await using other = await rig.startEngine();
	rig.simulator.hold();
	const [theirs = ""] = await other.start([rig.job(source, { output })]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await rig.engine.retry([id]);
	const early = await rig.engine.ended(id);
	assert(early.state.step === "failed");
	assert.equal(early.state.failure.type, "elsewhere");

	rig.simulator.release();
	await other.ended(theirs);
	await rig.engine.retry([id]);
	const late = await rig.engine.ended(id);
	assert(late.state.step === "failed");
	assert.match(late.state.failure.message, /talk\.txt has appeared/);
	assert.equal(rig.simulator.uploads.length, 1);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("Files that the service does not take fail after their attempts, and hold up no other", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "upload", kind: "status", status: 422, times: 10 });
	const outcomes = await rig.transcribe(
		await rig.recording("one.mp3"),
		await rig.recording("two.mp3"),
	);
	assert.deepEqual(
		outcomes.map(({ state }) => state.step),
		["failed", "failed"],
	);
	assert.equal(rig.engine.breakerState.state, "closed");
	const [third] = await rig.transcribe(await rig.recording("three.mp3"));
	assert.equal(third?.state.step, "done");
});

test("A folder of the transcript's name is in nobody's way", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await mkdir(path.join(rig.folder, "talk.txt"));
	const [outcome] = await rig.transcribe(source);
	assert(outcome?.state.step === "done");
	assert.equal(path.basename(outcome.state.outputs[0] ?? ""), "talk (2).txt");
});

test("A folder of another owner that cannot be handled keeps nobody from working", async () => {
	await using rig = await Rig.start();
	const dead = path.join(rig.journal, "dead-owner");
	await mkdir(path.join(dead, "folder.json", "inside"), { recursive: true });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "done");
});
