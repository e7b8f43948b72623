import assert from "node:assert/strict";
import { test } from "node:test";
import { standingBeside } from "../../../src/engine/elsewhere.ts";
import type { Job, RunningState } from "../../../src/engine/job.ts";

const FILE = { size: 1, modifiedMs: 0 };

test("A job goes on alone, and beside jobs of other recordings", () => {
	const own = job("b", "checking");
	assert.equal(standingBeside(own, []), "goOn");
	const other = job("a", "preparing");
	const spec = { ...other.spec, source: "/recordings/other.mp3" };
	assert.equal(standingBeside(own, [{ ...other, spec }]), "goOn");
});

test("A recorded answer that is being written stands in no real job's way, nor is in it", () => {
	const real = job("b", "checking");
	const { spec, ...rest } = job("a", "preparing");
	const recorded: Job = { ...rest, spec: { ...spec, isRecorded: true } };
	assert.equal(standingBeside(real, [recorded]), "goOn");
	assert.equal(standingBeside(recorded, [real]), "goOn");
});

test("A job gives way to one that is at work, older or younger", () => {
	for (const id of ["a", "c"]) {
		const standing = standingBeside(job("b", "checking"), [
			job(id, "preparing"),
		]);
		assert.equal(standing, "giveWay");
	}
});

test("Of two that are being checked the younger gives way, and the older waits to see it", () => {
	const [older, younger] = [job("a", "checking"), job("b", "checking")];
	assert.equal(standingBeside(younger, [older]), "giveWay");
	assert.equal(standingBeside(older, [younger]), "wait");
});

test("A retry that is at work already waits for one that is being checked to give way", () => {
	const retried = job("b", "preparing");
	assert.equal(standingBeside(retried, [job("a", "checking")]), "wait");
	assert.equal(standingBeside(job("a", "checking"), [retried]), "giveWay");
});

function job(id: string, step: "checking" | "preparing"): Job {
	const state: RunningState =
		step === "checking" ? { step } : { step, file: FILE };
	return {
		spec: {
			id,
			command: { id: "command", files: 1 },
			source: "/recordings/talk.mp3",
			output: {
				stem: "/recordings/talk",
				formats: ["txt"],
				ifExists: "keepBoth",
			},
			params: {},
			media: { extractAudio: true },
			baseUrl: "https://api.assemblyai.com",
			createdAt: "2026-11-24T00:00:00.000Z",
		},
		state,
		attempts: [],
	};
}
