import assert from "node:assert/strict";
import { readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { FileOrigins, likenessOf } from "../../../src/engine/fileOrigin.ts";
import { History } from "../../../src/engine/history/history.ts";
import type { JobSpec } from "../../../src/engine/job.ts";
import { targetsOf } from "../../../src/engine/outputPlan.ts";
import {
	type Present,
	presentOf,
	withWritten,
} from "../../../src/engine/upToDate.ts";
import type { Format } from "../../../src/transcript/formats.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { Rig } from "./rig.ts";

const OLD = 1000;
const NEW = 2000;

const ALL = { language_detection: true };

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
		await upToDate({ ...files, "talk.srt": OLD - 1 }, ["txt", "srt"]),
		undefined,
	);
	assert.deepEqual(
		await upToDate({ ...files, "talk.srt": NEW }, ["txt", "srt"]),
		["talk.txt", "talk.srt"],
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
	const sources = ["talk.mp3", "talk.wav"].map((name) =>
		path.join(folder.path, name),
	);
	const targets = await targetsOf(
		sources.map((source) => ({ source, formats: ["txt"] })),
		[],
	);
	const origins = await FileOrigins.of(sources, historyIn(folder.path));
	const found = await Promise.all(
		targets.map((target) => presentOf(target, ALL, origins)),
	);
	assert.deepEqual(found.map(namesOf), [["talk.txt"], []]);
});

test("A recording that is gone has no transcript that is up to date", async () => {
	assert.equal(await upToDate({ "talk.txt": NEW }), undefined);
});

test("What is missing goes beside what is there, under the same number", async () => {
	const { missing, ...found } = await present(
		{
			"talk.mp3": OLD,
			"talk.txt": OLD - 1,
			"talk (2).txt": NEW,
			"talk (2).vtt": OLD - 1,
		},
		["txt", "srt", "vtt"],
	);
	assert.deepEqual(namesOf(found), ["talk (2).txt"]);
	assert.equal(path.basename(missing?.stem ?? ""), "talk (2)");
	assert.deepEqual(missing?.formats, ["srt", "vtt"]);
	assert.deepEqual(
		missing?.existing.map((file) => path.basename(file)),
		["talk (2).vtt"],
		"that alone would be replaced",
	);
});

test("What turns out to be the wanted transcript is not missing, whatever its age", async () => {
	const found = await present(
		{ "talk.mp3": NEW, "talk.txt": OLD, "talk.srt": OLD },
		["txt", "srt", "vtt"],
	);
	const { source = "" } = found.missing ?? {};
	const srt = source.replace("mp3", "srt");
	const origins = await FileOrigins.of([], historyIn(path.dirname(source)));
	const after = await withWritten(found, [srt], ALL, origins);
	assert.deepEqual(namesOf(after), ["talk.srt"]);
	assert.deepEqual(after.missing?.formats, ["txt", "vtt"]);
	assert.equal(after.missing?.existing.length, 1);
});

test("A file that a part was written to later is no longer the transcript of the whole", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const written = [path.join(rig.folder, "talk.txt")];
	const foundOf = async (wanted: JobSpec["params"]) =>
		namesOf(
			await withWritten(
				await presentFor(rig, source, wanted),
				written,
				wanted,
				await FileOrigins.of([source], rig.history),
			),
		);
	await transcribe(rig, source, ALL);
	await utimes(source, new Date(), new Date(Date.now() + 60_000));
	assert.deepEqual(await filesFor(rig, source, ALL), [], "it is older");
	assert.deepEqual(await foundOf(ALL), ["talk.txt"]);
	await rm(written[0] ?? "");
	const part = { ...ALL, audio_end_at: 20_000 };
	await transcribe(rig, source, part);
	assert.deepEqual(await foundOf(ALL), []);
	assert.deepEqual(await foundOf(part), ["talk.txt"]);
});

test("A transcript of a part is none of the whole, nor one with other options the wanted one", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const part = { ...ALL, audio_start_from: 10_000, audio_end_at: 20_000 };
	await transcribe(rig, source, part);
	assert.deepEqual(await filesFor(rig, source, part), ["talk.txt"]);
	assert.deepEqual(await filesFor(rig, source, ALL), []);
	assert.deepEqual(
		await filesFor(rig, source, { ...part, speaker_labels: true }),
		[],
	);
	assert.deepEqual(
		await otherwiseFor(rig, source, { ...part, speaker_labels: true }),
		["talk.txt"],
	);
	assert.equal(await otherwiseFor(rig, source, ALL), undefined);
	const origins = await FileOrigins.of([source], rig.history);
	const origin = await origins.originOf(
		path.join(rig.folder, "talk.txt"),
		source,
	);
	assert.deepEqual([origin?.startMs, origin?.endMs], [10_000, 20_000]);
	assert.equal(likenessOf(origin, ALL), "otherPart");
	assert.equal(
		likenessOf(origin, { ...part, speaker_labels: true }),
		"otherOptions",
	);
});

test("The latest transcript that a file got counts", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await transcribe(rig, source, { ...ALL, audio_end_at: 20_000 });
	await rm(path.join(rig.folder, "talk.txt"));
	await transcribe(rig, source, ALL);
	assert.deepEqual(await filesFor(rig, source, ALL), ["talk.txt"]);
});

test("Of a folder that was renamed it is known as well, and without a history the JSON says it", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const part = { ...ALL, audio_start_from: 10_000 };
	await transcribe(rig, source, part, ["txt", "json"]);
	await using other = await temporaryFolder();
	for (const name of ["talk.mp3", "talk.txt", "talk.transcript.json"]) {
		await rename(path.join(rig.folder, name), path.join(other.path, name));
	}
	const moved = path.join(other.path, "talk.mp3");
	assert.deepEqual(await filesFor(rig, moved, ALL), []);
	assert.deepEqual(await filesFor(rig, moved, part), ["talk.txt"]);
	await rm(path.join(rig.folder, "history"), { recursive: true });
	assert.deepEqual(await filesFor(rig, moved, ALL), []);
	assert.deepEqual(await filesFor(rig, moved, part), ["talk.txt"]);
	await writeFile(path.join(other.path, "talk.transcript.json"), "{}");
	assert.deepEqual(await filesFor(rig, moved, ALL), ["talk.txt"]);
	const nobody = await FileOrigins.of([moved], rig.history);
	const file = path.join(other.path, "talk.txt");
	assert.equal(await nobody.originOf(file, moved), undefined);
	assert.match(
		await readFile(path.join(other.path, "talk.txt"), "utf8"),
		/simulated/,
	);
});

test("A JSON that cannot be read, for whatever reason, says nothing of the files beside it", async () => {
	await using folder = await temporaryFolder();
	// With a JSON's longer ending it is too long for a file's name.
	const name = "x".repeat(245);
	const origins = await FileOrigins.of([], historyIn(folder.path));
	const origin = await origins.originOf(
		path.join(folder.path, `${name}.txt`),
		path.join(folder.path, `${name}.mp3`),
	);
	assert.equal(origin, undefined);
});

async function transcribe(
	rig: Rig,
	source: string,
	params: JobSpec["params"],
	formats: readonly Format[] = ["txt"],
): Promise<void> {
	const stem = path.join(rig.folder, "talk");
	const output = { stem, formats, ifExists: "expectNone" } as const;
	const [id = ""] = await rig.engine.start([
		rig.job(source, { params, output }),
	]);
	const { state } = await rig.engine.ended(id);
	assert.equal(state.step, "done");
}

/** The names of what need not be written again. */
async function filesFor(
	...asked: Parameters<typeof presentFor>
): Promise<string[]> {
	return namesOf(await presentFor(...asked));
}

/** The names of what was made with other options. */
async function otherwiseFor(
	...asked: Parameters<typeof presentFor>
): Promise<string[] | undefined> {
	const { otherwise } = await presentFor(...asked);
	return otherwise && namesOf({ files: otherwise });
}

async function presentFor(
	rig: Rig,
	source: string,
	wanted: JobSpec["params"],
): Promise<Present> {
	const [target] = await targetsOf([{ source, formats: ["txt"] }], []);
	assert(target);
	const origins = await FileOrigins.of([source], rig.history);
	return presentOf(target, wanted, origins);
}

/** @param files - with the seconds of their last change. @returns names. */
async function upToDate(
	files: Readonly<Record<string, number>>,
	formats: readonly Format[] = ["txt"],
): Promise<string[] | undefined> {
	const found = await present(files, formats);
	return found.missing === undefined ? namesOf(found) : undefined;
}

async function present(
	files: Readonly<Record<string, number>>,
	formats: readonly Format[],
): Promise<Present> {
	await using folder = await temporaryFolder();
	await make(folder.path, files);
	const source = path.join(folder.path, "talk.mp3");
	const [target] = await targetsOf([{ source, formats }], []);
	assert(target);
	const origins = await FileOrigins.of([source], historyIn(folder.path));
	return presentOf(target, ALL, origins);
}

function namesOf({ files }: Pick<Present, "files">): string[] {
	return files.map((file) => path.basename(file));
}

function historyIn(folder: string): History {
	return new History(path.join(folder, "history"));
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
