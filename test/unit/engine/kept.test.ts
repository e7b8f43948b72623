import assert from "node:assert/strict";
import {
	mkdir,
	readFile,
	rename,
	stat,
	utimes,
	writeFile,
} from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import type { KeptTranscript, NewJob } from "../../../src/engine/engine.ts";
import { againOf } from "../../../src/engine/history/again.ts";
import {
	isAtService,
	transcriptFromJson,
} from "../../../src/engine/history/record.ts";
import { sameContent } from "../../../src/engine/history/sameContent.ts";
import { sha256Of } from "../../../src/files/hash.ts";
import { Rig } from "./rig.ts";

const SIGNAL = new AbortController().signal;

test("A transcript that an earlier job has paid for stays at the service when a later one has used it", async () => {
	await using rig = await Rig.start();
	const kept = await keptOf(rig, "talk.mp3");
	await using thrifty = await thriftyWindow(rig);
	const id = await thrifty.startKept(await copy(rig, "copy.mp3"), kept);
	const { state } = await thrifty.ended(id);
	assert(state.step === "done");
	assert.equal(state.left, undefined, "nothing is to be deleted");
	assert.equal(rig.simulator.count("delete"), 0);
});

test("Cancelling the writing of a kept transcript deletes nothing at the service", async () => {
	await using rig = await Rig.start();
	const kept = await keptOf(rig, "talk.mp3");
	const job = await copy(rig, "copy.mp3");
	const gone = path.join(rig.folder, "gone", "copy");
	const cancelled = rig
		.event("keptUsed")
		.then((event) => rig.engine.cancel([event.job.spec.id]));
	const id = await rig.engine.startKept(
		{ ...job, output: { ...job.output, stem: gone } },
		kept,
	);
	await cancelled;
	const { state } = await rig.engine.ended(id);
	assert(state.step === "cancelled");
	assert.equal(state.left, undefined, "nothing is to be deleted");
});

test("Where the history cannot be written nothing is deleted at the service: it would be kept nowhere", async () => {
	await using rig = await Rig.start({ deletesWhenSaved: true });
	await writeFile(path.join(rig.folder, "history"), "in the way");
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	await rig.event("historyProblem");
	assert(outcome?.state.step === "done");
	assert.equal(outcome.state.left, undefined, "nothing is to be deleted");
	assert.match(
		await readFile(path.join(rig.folder, "talk.txt"), "utf8"),
		/simulated/,
	);
});

test("The same content is found under another name, and what cannot be read hurts none of the others", async () => {
	await using rig = await Rig.start();
	await keptOf(rig, "talk.mp3");
	// A folder has a size as well, and cannot be hashed.
	const folder = path.join(rig.folder, "folder.mp3");
	await mkdir(folder);
	const { size } = await stat(folder);
	await rig.transcribe(await rig.recording("large.mp3", size));
	const jobs = [
		rig.job(path.join(rig.folder, "gone.mp3")),
		rig.job(folder),
		await copy(rig, "renamed.mp3"),
		rig.job(await rig.recording("other.mp3", "else.mp3")),
	];
	assert((await rig.history.sizes()).has(size));
	const found = await sameContent(jobs, rig.history, SIGNAL);
	assert.deepEqual(
		[...found.keys()].map(({ source }) => path.basename(source)),
		["renamed.mp3"],
	);
});

test("A recorded answer is written and listed like any other, sends nothing, and stands for no transcript that is paid for", async () => {
	await using rig = await Rig.start();
	const answer = transcriptFromJson(
		await readFile(
			path.resolve(
				import.meta.dirname,
				"../../../media/samples/sidescribe-sample.answer.json",
			),
			"utf8",
		),
	);
	assert(answer !== undefined);
	const sample = await rig.recording("sample.mp3");
	const job: NewJob = { ...rig.job(sample), isRecorded: true };
	const { size, mtimeMs } = await stat(sample);
	const id = await rig.engine.startKept(job, {
		transcript: answer,
		file: { size, modifiedMs: mtimeMs },
		sha256: await sha256Of(sample, SIGNAL),
	});
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.requests.length, 0);
	assert.match(
		await readFile(path.join(rig.folder, "sample.txt"), "utf8"),
		/^Sidescribe: Recorded answer: nothing was sent to AssemblyAI\.$/m,
	);
	const [record] = await rig.records();
	assert(record !== undefined);
	assert.equal(isAtService(record), false);
	const same = [rig.job(sample)];
	assert.equal((await sameContent(same, rig.history, SIGNAL)).size, 0);
	assert.equal("isRecorded" in againOf(record, []), false);
	assert.match(rig.output, /comes with a recorded answer/);
});

test("Other options, another track or another region are another transcript", async () => {
	await using rig = await Rig.start();
	await keptOf(rig, "talk.mp3");
	const copied = await copy(rig, "copy.mp3");
	const others: NewJob[] = [
		{ ...copied, params: { language_code: "de" } },
		{ ...copied, media: { ...copied.media, track: 1 } },
		{ ...copied, baseUrl: "https://api.eu.assemblyai.com" },
	];
	assert.equal((await sameContent(others, rig.history, SIGNAL)).size, 0);
	assert.equal((await sameContent([copied], rig.history, SIGNAL)).size, 1);
});

test("Where a window ended before the hash was there, the recording is known as long as nobody has touched it", async () => {
	await using rig = await Rig.start();
	await keptOf(rig, "talk.mp3");
	const [record] = await rig.records();
	assert(record !== undefined);
	const { sha256: _, ...hashless } = record;
	await rig.history.update(hashless);
	const own = rig.job(record.source);
	const copied = await copy(rig, "copy.mp3");
	const found = () => sameContent([own, copied], rig.history, SIGNAL);
	assert.deepEqual([...(await found()).keys()], [own]);
	const { mtime } = await stat(own.source);
	await utimes(copied.source, mtime, mtime);
	await rename(copied.source, own.source);
	assert.equal((await found()).size, 0, "another file has come in its place");
	const later = new Date(Date.now() + 60_000);
	await utimes(own.source, later, later);
	assert.equal((await found()).size, 0, "it was written to");
});

test("A search that is stopped ends with its reason", async () => {
	await using rig = await Rig.start();
	await keptOf(rig, "talk.mp3");
	const stopped = AbortSignal.abort(new Error("enough"));
	await assert.rejects(
		sameContent([await copy(rig, "copy.mp3")], rig.history, stopped),
		/enough/,
	);
});

/** Transcribes a recording, and resolves to what is kept of it. */
async function keptOf(rig: Rig, name: string): Promise<KeptTranscript> {
	await rig.transcribe(await rig.recording(name));
	const [record] = await rig.records();
	const transcript = record && (await rig.history.copyOf(record));
	assert(transcript !== undefined && record?.size !== undefined);
	return { transcript, file: { size: record.size, modifiedMs: 0 } };
}

/** A recording with the same content as the first. */
async function copy(rig: Rig, name: string): Promise<NewJob> {
	return rig.job(await rig.recording(name, "talk.mp3"));
}

/** One that deletes at the service what is on disk. */
function thriftyWindow(rig: Rig) {
	return rig.startEngine({ deletesWhenSaved: true });
}
