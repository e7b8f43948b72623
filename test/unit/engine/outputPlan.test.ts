import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	filesOf,
	planOutput,
	targetsOf,
} from "../../../src/engine/outputPlan.ts";
import type { Format } from "../../../src/transcript/formats.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("A transcript goes beside its recording, and a second of the same name keeps its extension", async () => {
	await using folder = await temporaryFolder();
	const targets = await targetsOf(
		requests(folder.path, ["talk.mp4", "talk.mp3", "other.wav"]),
		[],
	);
	assert.deepEqual(
		targets.map(({ stem }) => path.basename(stem)),
		["talk", "talk.mp3", "other"],
	);
});

test("A name that a job at work is going to write is taken, in whichever format", async () => {
	await using folder = await temporaryFolder();
	const [target] = await targetsOf(
		requests(folder.path, ["talk.mp3"], ["txt", "json"]),
		[path.join(folder.path, "talk.transcript.json")],
	);
	assert.equal(path.basename(target?.stem ?? ""), "talk.mp3");
});

test("What to do with a transcript that exists is the person's choice; what appears later is kept", async () => {
	await using folder = await temporaryFolder();
	await writeFile(path.join(folder.path, "talk.txt"), "");
	const [there, absent] = await targetsOf(
		requests(folder.path, ["talk.mp3", "new.mp3"], ["txt", "json"]),
		[],
	);
	assert(there !== undefined && absent !== undefined);
	assert.deepEqual(there.existing, [path.join(folder.path, "talk.txt")]);
	assert.deepEqual(absent.existing, []);
	assert.equal(planOutput(there, "overwrite")?.ifExists, "replace");
	assert.equal(planOutput(there, "keepBoth")?.ifExists, "keepBoth");
	assert.equal(planOutput(there, "skip"), undefined);
	assert.equal(planOutput(absent, "overwrite")?.ifExists, "expectNone");
	assert.equal(planOutput(absent, "skip")?.ifExists, "expectNone");
});

test("Numbers go before the ending, from the second on, the same for all formats", () => {
	const plan = { stem: "/a/talk", formats: ["txt", "json"] as const };
	const names = [1, 2, 10].flatMap((number) =>
		filesOf(plan, number).map((file) => path.basename(file)),
	);
	assert.deepEqual(names, [
		"talk.txt",
		"talk.transcript.json",
		"talk (2).txt",
		"talk (2).transcript.json",
		"talk (10).txt",
		"talk (10).transcript.json",
	]);
});

function requests(
	folder: string,
	names: readonly string[],
	formats: readonly Format[] = ["txt"],
) {
	return names.map((name) => ({ source: path.join(folder, name), formats }));
}
