import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { FORMATS } from "../../../src/transcript/formats.ts";
import { Rig } from "./rig.ts";

test("All formats are written from one answer, and the JSON names the recording and when it was asked for", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3", "some sound");
	const { spec, state } = await run(rig, source);
	assert(state.step === "done");
	assert.deepEqual(
		state.outputs.map((file) => path.basename(file)),
		["talk.txt", "talk.md", "talk.srt", "talk.vtt", "talk.transcript.json"],
	);
	const files = await Promise.all(
		state.outputs.map((file) => readFile(file, "utf8")),
	);
	for (const file of files) {
		assert.match(file, /Nobody\s+has listened to it\./);
	}
	const json = JSON.parse(files.at(-1) ?? "");
	assert.equal(json.id, state.transcriptId);
	assert.deepEqual(json.sidescribe.source, {
		name: "talk.mp3",
		size: 10,
		sha256: createHash("sha256").update("some sound").digest("hex"),
	});
	assert.equal(json.sidescribe.transcribedAt, spec.createdAt);
	assert.equal(rig.simulator.jobs.length, 1);
	assert.equal(rig.simulator.count("captions"), 0);
});

test("Where one format's name is taken, all of them get the next number", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await writeFile(path.join(rig.folder, "talk.transcript.json"), "mine");
	const { state } = await run(rig, source);
	assert(state.step === "done");
	assert.deepEqual(
		state.outputs.map((file) => path.basename(file)),
		[
			"talk (2).txt",
			"talk (2).md",
			"talk (2).srt",
			"talk (2).vtt",
			"talk (2).transcript.json",
		],
	);
});

async function run(rig: Rig, source: string) {
	const { dir, name } = path.parse(source);
	const [id = ""] = await rig.engine.start([
		rig.job(source, {
			output: {
				stem: path.join(dir, name),
				formats: FORMATS,
				ifExists: "keepBoth",
			},
		}),
	]);
	return rig.engine.ended(id);
}
