import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { Rig } from "./rig.ts";

test("Several formats are written from one answer, and the JSON names the recording", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3", "some sound");
	const { state } = await run(rig, source);
	assert(state.step === "done");
	assert.deepEqual(
		state.outputs.map((file) => path.basename(file)),
		["talk.txt", "talk.transcript.json"],
	);
	const json = JSON.parse(await readFile(state.outputs[1] ?? "", "utf8"));
	assert.equal(json.id, state.transcriptId);
	assert.deepEqual(json.sidescribe.source, {
		name: "talk.mp3",
		size: 10,
		sha256: createHash("sha256").update("some sound").digest("hex"),
	});
	assert.equal(rig.simulator.jobs.length, 1);
});

test("Where one format's name is taken, all of them get the next number", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await writeFile(path.join(rig.folder, "talk.transcript.json"), "mine");
	const { state } = await run(rig, source);
	assert(state.step === "done");
	assert.deepEqual(
		state.outputs.map((file) => path.basename(file)),
		["talk (2).txt", "talk (2).transcript.json"],
	);
});

async function run(rig: Rig, source: string) {
	const { dir, name } = path.parse(source);
	const [id = ""] = await rig.engine.start([
		rig.job(source, {
			output: {
				stem: path.join(dir, name),
				formats: ["txt", "json"],
				ifExists: "keepBoth",
			},
		}),
	]);
	return rig.engine.ended(id);
}
