import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	numbered,
	planOutput,
	targetsOf,
} from "../../../src/engine/outputPlan.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("A transcript goes beside its recording, and a second of the same name keeps its extension", async () => {
	await using folder = await temporaryFolder();
	const names = ["talk.mp4", "talk.mp3", "other.wav"];
	const targets = await targetsOf(
		names.map((name) => path.join(folder.path, name)),
		[],
	);
	assert.deepEqual(
		targets.map((target) => path.basename(target.path)),
		["talk.txt", "talk.mp3.txt", "other.txt"],
	);
});

test("A name that a job at work is going to write is taken", async () => {
	await using folder = await temporaryFolder();
	const [target] = await targetsOf(
		[path.join(folder.path, "talk.mp3")],
		[path.join(folder.path, "talk.txt")],
	);
	assert.equal(path.basename(target?.path ?? ""), "talk.mp3.txt");
});

test("What to do with a transcript that exists is the person's choice; what appears later is kept", async () => {
	await using folder = await temporaryFolder();
	await writeFile(path.join(folder.path, "talk.txt"), "");
	const [there, absent] = await targetsOf(
		["talk.mp3", "new.mp3"].map((name) => path.join(folder.path, name)),
		[],
	);
	assert(there?.exists === true && absent?.exists === false);
	assert.equal(planOutput(there, "overwrite")?.ifExists, "replace");
	assert.equal(planOutput(there, "keepBoth")?.ifExists, "keepBoth");
	assert.equal(planOutput(there, "skip"), undefined);
	assert.equal(planOutput(absent, "overwrite")?.ifExists, "keepBoth");
	assert.equal(planOutput(absent, "skip")?.ifExists, "keepBoth");
});

test("Numbers go before the extension, from the second on", () => {
	assert.deepEqual(
		[1, 2, 10].map((number) => path.basename(numbered("/a/talk.txt", number))),
		["talk.txt", "talk (2).txt", "talk (10).txt"],
	);
});
