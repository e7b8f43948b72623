import assert from "node:assert/strict";
import { utimes, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { targetsOf } from "../../../src/engine/outputPlan.ts";
import { upToDateFiles } from "../../../src/engine/upToDate.ts";
import type { Format } from "../../../src/transcript/formats.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const OLD = 1000;
const NEW = 2000;

test("A transcript that is newer than its recording is up to date, an older one is not", async () => {
	assert.deepEqual(await upToDate({ "talk.mp3": OLD, "talk.txt": NEW }), [
		"talk.txt",
	]);
	assert.equal(await upToDate({ "talk.mp3": NEW, "talk.txt": OLD }), undefined);
	assert.equal(await upToDate({ "talk.mp3": OLD }), undefined);
});

test("Of the same age it was written right after: file systems count in seconds", async () => {
	assert.deepEqual(await upToDate({ "talk.mp3": OLD, "talk.txt": OLD }), [
		"talk.txt",
	]);
});

test("Every format that is wanted has to be there, and be newer", async () => {
	const files = { "talk.mp3": OLD, "talk.txt": NEW };
	assert.equal(await upToDate(files, ["txt", "json"]), undefined);
	assert.equal(
		await upToDate({ ...files, "talk.transcript.json": OLD - 1 }, [
			"txt",
			"json",
		]),
		undefined,
	);
	assert.deepEqual(
		await upToDate({ ...files, "talk.transcript.json": NEW }, ["txt", "json"]),
		["talk.txt", "talk.transcript.json"],
	);
});

test("A transcript that kept its extension, or got a number, counts as well", async () => {
	assert.deepEqual(await upToDate({ "talk.mp3": OLD, "talk.mp3.txt": NEW }), [
		"talk.mp3.txt",
	]);
	assert.deepEqual(
		await upToDate({
			"talk.mp3": OLD,
			"talk.txt": OLD - 1,
			"talk (2).txt": OLD - 1,
			"talk (3).txt": NEW,
		}),
		["talk (3).txt"],
	);
});

test("Of two recordings of one name each needs its own", async () => {
	await using folder = await temporaryFolder();
	await make(folder.path, {
		"talk.mp3": OLD,
		"talk.wav": OLD,
		"talk.txt": NEW,
	});
	const targets = await targetsOf(
		["talk.mp3", "talk.wav"].map((name) => ({
			source: path.join(folder.path, name),
			formats: ["txt"],
		})),
		[],
	);
	const found = await Promise.all(targets.map(upToDateFiles));
	assert.deepEqual(
		found.map((files) => files?.map((file) => path.basename(file))),
		[["talk.txt"], undefined],
	);
});

test("A recording that is gone has no transcript that is up to date", async () => {
	assert.equal(await upToDate({ "talk.txt": NEW }), undefined);
});

/** @param files - with the seconds of their last change. @returns names. */
async function upToDate(
	files: Readonly<Record<string, number>>,
	formats: readonly Format[] = ["txt"],
): Promise<string[] | undefined> {
	await using folder = await temporaryFolder();
	await make(folder.path, files);
	const source = path.join(folder.path, "talk.mp3");
	const [target] = await targetsOf([{ source, formats }], []);
	assert(target);
	const found = await upToDateFiles(target);
	return found?.map((file) => path.basename(file));
}

async function make(
	folder: string,
	files: Readonly<Record<string, number>>,
): Promise<void> {
	for (const [name, seconds] of Object.entries(files)) {
		await writeFile(path.join(folder, name), name);
		await utimes(path.join(folder, name), seconds, seconds);
	}
}
