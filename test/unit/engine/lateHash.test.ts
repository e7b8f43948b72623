import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { Rig, serviceOf } from "./rig.ts";

const SOUND = "some sound";

test("A recording that is long to hash holds up no transcript, and its hash is added when it is there", {
	skip: process.platform === "win32" && "named pipes are others there",
}, async () => {
	// A pipe in its place is read for as long as somebody writes into it.
	let swap = async () => {};
	await using rig = await Rig.start({
		between: (service) => ({
			...serviceOf(service),
			submit: async (...args) => {
				await swap();
				return service.submit(...args);
			},
		}),
	});
	const source = await rig.recording("talk.mp3", SOUND);
	const aside = path.join(rig.folder, "aside");
	swap = async () => {
		await rename(source, aside);
		execFileSync("/usr/bin/mkfifo", [source]);
	};
	const [id = ""] = await rig.engine.start([
		rig.job(source, {
			output: {
				stem: path.join(rig.folder, "talk"),
				formats: ["txt", "json"],
				ifExists: "expectNone",
			},
		}),
	]);
	const { state } = await rig.engine.ended(id);
	assert(state.step === "done");
	assert.equal((await json(rig)).sidescribe.source.sha256, undefined);
	assert.equal((await rig.records())[0]?.sha256, undefined);

	const pipe = createWriteStream(source);
	await once(pipe, "open");
	await rm(source);
	await rename(aside, source);
	pipe.end(SOUND);
	await rig.event("hashed");
	const sha256 = createHash("sha256").update(SOUND).digest("hex");
	const [record] = await rig.records();
	assert.equal(record?.sha256, sha256);
	assert.equal((await json(rig)).sidescribe.source.sha256, sha256);
	assert.equal(
		record?.outputs[1]?.sha256,
		createHash("sha256")
			.update(await text(rig))
			.digest("hex"),
		"nobody has edited it",
	);
});

function text(rig: Rig): Promise<string> {
	return readFile(path.join(rig.folder, "talk.transcript.json"), "utf8");
}

async function json(rig: Rig) {
	return JSON.parse(await text(rig));
}
