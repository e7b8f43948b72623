import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs, {
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { homedir } from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import type { NewJob } from "../../../src/engine/engine.ts";
import type { Outcome } from "../../../src/engine/events.ts";
import { mayHavePaid } from "../../../src/engine/failedJobs.ts";
import { againOf, replacedFilesOf } from "../../../src/engine/history/again.ts";
import { exportableOf } from "../../../src/engine/history/exportable.ts";
import { History } from "../../../src/engine/history/history.ts";
import { relocated } from "../../../src/engine/history/relocated.ts";
import { MediaServer } from "../../fixtures/mediaServer.ts";
import { recordingOf } from "../../fixtures/wave.ts";
import { SIMULATOR_KEY } from "../../simulator/simulator.ts";
import { Rig } from "./rig.ts";

test("A job that is done is in the history, with its settings, hashes and the service's answer", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3", "some sound");
	const { state } = await run(rig, source, {
		params: { language_code: "de", speaker_labels: true },
	});
	assert(state.step === "done");
	const [record, ...others] = await rig.records();
	assert(record !== undefined);
	assert.deepEqual(others, []);
	assert.deepEqual(record.spec.params, {
		language_code: "de",
		speaker_labels: true,
	});
	assert.equal(record.source, source);
	assert.equal(record.size, 10);
	assert.equal(record.sha256, sha256("some sound"));
	assert.deepEqual(record.outputs, [
		{
			path: path.join(rig.folder, "talk.txt"),
			sha256: sha256(await text(rig, "talk.txt")),
		},
	]);
	assert.equal(record.transcriptId, state.transcriptId);
	assert.equal(
		record.requestId,
		rig.simulator.requests.findLast(({ kind }) => kind === "get")?.requestId,
	);
	assert.equal(record.language, "de");
	assert((record.durationS ?? 0) > 0);
	const copy = await rig.history.copyOf(record);
	assert.equal(copy?.id, state.transcriptId);
	assert((copy.words?.length ?? 0) > 0);
	const journal = await readdir(rig.journal, { recursive: true });
	assert.deepEqual(
		journal.filter((name) => name.endsWith(".json")),
		[],
	);
});

test("Where the history cannot be written the job is done all the same, and the output says so", async () => {
	await using rig = await Rig.start();
	await writeFile(path.join(rig.folder, "history"), "in the way");
	const { state } = await run(rig, await rig.recording("talk.mp3"));
	assert.equal(state.step, "done");
	assert.match(await text(rig, "talk.txt"), /simulated/);
	assert.match(rig.output, /\[warn\] talk\.mp3 is done, but the history/);
});

test("Neither the key nor the home folder is in the history", async () => {
	await using rig = await Rig.start();
	const home = path.join(homedir(), "recordings");
	await run(rig, await rig.recording("talk.mp3"), {
		params: { keyterms_prompt: [home] },
	});
	const [record] = await rig.records();
	assert.deepEqual(record?.spec.params.keyterms_prompt, [home]);
	for (const name of await filesOf(rig)) {
		const content = await readFile(path.join(rig.folder, "history", name));
		assert(!content.includes(SIMULATOR_KEY));
		assert(!content.includes(homedir()));
	}
});

test("A transcript comes from the history without a request, and from the service where its copy is gone", async () => {
	await using rig = await Rig.start();
	const { state } = await run(rig, await rig.recording("talk.mp3"));
	assert(state.step === "done");
	const [record] = await rig.records();
	assert(record !== undefined);
	const { signal } = new AbortController();
	const requests = rig.simulator.requests.length;
	const kept = await rig.engine.atService.transcript(record, signal);
	assert.equal(rig.simulator.requests.length, requests);
	await removeCopies(rig);
	const fetched = await rig.engine.atService.transcript(record, signal);
	assert.deepEqual(fetched, kept);
	assert.equal(rig.simulator.requests.length, requests + 1);
	await rig.engine.atService.transcript(record, signal);
	assert.equal(rig.simulator.requests.length, requests + 1, "kept again");
	assert.equal(rig.simulator.count("submit"), 1);
});

test("A transcript that a person deletes at the service can be had from the history still", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("talk.mp3"));
	const { signal } = new AbortController();
	const [record] = await rig.records();
	assert(record !== undefined);
	rig.simulator.fault({ on: "delete", kind: "answerLost" });
	await rig.engine.atService.delete(record, signal);
	assert.equal(rig.simulator.jobs[0]?.deleted, true);
	const [deleted] = await rig.records();
	assert.match(deleted?.deletedAt ?? "", /^\d{4}-/);
	const copy = await rig.engine.atService.transcript(record, signal);
	assert.equal(copy.id, record.transcriptId);
	await removeCopies(rig);
	await assert.rejects(rig.engine.atService.transcript(record, signal), {
		kind: "notFound",
		message: /deleted at AssemblyAI/,
	});
});

test("What a person does at the service and fails is told by its own name, not as a step of the job", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("talk.mp3"));
	const { signal } = new AbortController();
	const [record] = await rig.records();
	assert(record !== undefined);
	rig.simulator.fault({ on: "delete", kind: "status", status: 503, times: 1 });
	await rig.engine.atService.delete(record, signal);
	const { attempt } = await rig.event("attemptFailed");
	assert.equal(attempt.operation, "deleting");
	assert.match(rig.output, /failed at “deleting”, attempt 1 of /);
});

test("With the setting a transcript is deleted at the service, once it is on disk", async () => {
	await using rig = await Rig.start({ deletesWhenSaved: true });
	const asked = rig.simulator.next("request", ({ kind }) => kind === "delete");
	const source = await rig.recording("talk.mp3");
	const outcome = run(rig, source);
	await asked;
	assert.match(await text(rig, "talk.txt"), /simulated/);
	assert.equal((await rig.records()).length, 1);
	await rig.event("cleanedUp");
	assert.equal((await outcome).state.step, "done");
	assert.equal(rig.simulator.jobs[0]?.deleted, true);
	const [record] = await rig.records();
	assert.match(record?.deletedAt ?? "", /^\d{4}-/);
	assert.match(rig.output, /is done, and transcript .* was deleted/);
});

test("What cannot be written, or does not read back as it was written, is not deleted at the service", async () => {
	await using rig = await Rig.start({ deletesWhenSaved: true });
	const source = await rig.recording("talk.mp3");
	const gone = await run(rig, source, {
		output: {
			stem: path.join(rig.folder, "gone", "talk"),
			formats: ["txt"],
			ifExists: "keepBoth",
		},
	});
	assert(gone.state.step === "failed");
	assert.equal(
		gone.state.failure.message,
		`ENOENT: no such file or directory, open '${path.join(rig.folder, "gone", "talk.txt")}'`,
		"the file that is to be there is named, not the one that it is written to first",
	);
	const id = gone.spec.id;
	await mkdir(path.join(rig.folder, "gone"));
	const failed = await withLyingDisk("talk.txt", async () => {
		await rig.engine.retry([id]);
		return rig.engine.ended(id);
	});
	assert(failed.state.step === "failed");
	assert.equal(failed.state.failure.type, "write");
	assert.match(failed.state.failure.message, /reads back as something else/);
	assert.equal(rig.simulator.count("delete"), 0);
	assert.deepEqual(await rig.records(), []);

	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	await rig.event("cleanedUp");
	assert.equal(rig.simulator.jobs[0]?.deleted, true);
	assert.equal(rig.simulator.count("submit"), 1);
});

test("A deletion that fails is retried, then told, then done at the next start; the job is done all the while", async () => {
	await using rig = await Rig.start({ deletesWhenSaved: true });
	const fault = { on: "delete", kind: "status", status: 503 } as const;
	rig.simulator.fault({ ...fault, times: 5 });
	const { state } = await run(rig, await rig.recording("talk.mp3"));
	assert.equal(state.step, "done");
	const told = await rig.event("cleanedUp");
	assert(told.error !== undefined);
	assert.equal(rig.simulator.count("delete"), 5);
	assert.match(rig.output, /is done, but transcript .* is still at AssemblyAI/);
	const [before] = await rig.records();
	assert.equal(before?.deletedAt, undefined);

	await rig.restart();
	await rig.event("cleanedUp", ({ error }) => error === undefined);
	assert.equal(rig.simulator.jobs[0]?.deleted, true);
	const [after] = await rig.records();
	assert.notEqual(after?.deletedAt, undefined);
});

test("A new transcript takes the place of one that nobody has edited, and no other", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await writeFile(path.join(rig.folder, "talk.txt"), "as it was written");
	await writeFile(path.join(rig.folder, "talk.transcript.json"), "edited");
	const again = (formats: NewJob["output"]["formats"]) =>
		run(rig, source, {
			output: {
				stem: path.join(rig.folder, "talk"),
				formats,
				ifExists: "keepBoth",
				unedited: [sha256("as it was written"), sha256("as json")],
			},
		});
	const edited = await again(["txt", "json"]);
	assert.deepEqual(namesOf(edited), [
		"talk (2).txt",
		"talk (2).transcript.json",
	]);
	assert.equal(await text(rig, "talk.txt"), "as it was written");
	assert.equal(await text(rig, "talk.transcript.json"), "edited");
	assert.deepEqual(namesOf(await again(["txt"])), ["talk.txt"]);
	assert.match(await text(rig, "talk.txt"), /simulated/);
});

test("A recording that was moved is transcribed again beside it, and its old files are known: those that were edited, and the others", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await run(rig, source, {
		output: {
			stem: path.join(rig.folder, "talk"),
			formats: ["txt", "json"],
			ifExists: "keepBoth",
		},
	});
	const [record] = await rig.records();
	assert(record !== undefined);
	const moved = path.join(rig.folder, "kept", "interview.mp3");
	await mkdir(path.dirname(moved));
	await rename(source, moved);
	await writeFile(path.join(rig.folder, "talk.txt"), "edited");

	const found = await relocated(record, moved);
	const job = againOf(
		found,
		found.outputs.map((output) => output.sha256),
	);
	const { state, spec } = await run(rig, moved, job);
	assert(state.step === "done");
	assert.deepEqual(state.outputs, [
		path.join(rig.folder, "kept", "interview.txt"),
		path.join(rig.folder, "kept", "interview.transcript.json"),
	]);
	assert.equal(await text(rig, "talk.txt"), "edited");
	assert.deepEqual(await replacedFilesOf(spec.output, state.outputs), [
		{
			old: path.join(rig.folder, "talk.txt"),
			fresh: state.outputs[0],
			isEdited: true,
		},
		{
			old: path.join(rig.folder, "talk.transcript.json"),
			fresh: state.outputs[1],
			isEdited: false,
		},
	]);
});

test("What other requests had added is transcribed again with the rest, and their leave to replace files is not used twice", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const at = (name: string) => path.join(rig.folder, name);
	await run(rig, source, {
		also: [
			{ stem: at("talk"), formats: ["srt"], ifExists: "replace" },
			{ stem: at("copy"), formats: ["txt", "vtt"], ifExists: "replace" },
		],
	});
	for (const name of ["talk.srt", "copy.txt", "copy.vtt"]) {
		await writeFile(at(name), "edited");
	}
	const [record] = await rig.records();
	assert(record !== undefined);
	const job = againOf(
		record,
		record.outputs.map((output) => output.sha256),
	);
	assert.deepEqual(job.output.formats, ["txt", "srt", "vtt"]);
	const { state } = await run(rig, source, job);
	assert(state.step === "done");
	assert.deepEqual(
		state.outputs,
		["txt", "srt", "vtt"].map((ending) => at(`talk (2).${ending}`)),
		"they are written under one name, beside what was edited",
	);
	for (const name of ["talk.srt", "copy.txt", "copy.vtt"]) {
		assert.equal(await text(rig, name), "edited");
	}
	const moved = againOf({ ...record, source: at("elsewhere/talk.mp3") }, []);
	assert.equal(moved.also, undefined);
	assert.deepEqual(moved.output.insteadOf, [
		at("talk.txt"),
		at("talk.srt"),
		at("copy.vtt"),
	]);
});

test("A failed job may have a transcript that is paid for where AssemblyAI has not said no", async () => {
	await using rig = await Rig.start();
	const failure = async (name: string) => {
		const { state, spec } = await run(rig, await rig.recording(name));
		assert.equal(state.step, "failed");
		const job = rig.engine.view(spec.id)?.job;
		return job && mayHavePaid(job);
	};
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	assert.equal(await failure("refused.mp3"), false);
	rig.simulator.fault({
		on: "get",
		kind: "status",
		status: 401,
		times: 99,
	});
	assert.equal(await failure("waiting.mp3"), true);
});

test("What is exported of a recording or a transcript is the latest in the history, else the JSON beside it", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await run(rig, source);
	await run(rig, await rig.recording("other.mp3"));
	const at = (name: string) => path.join(rig.folder, name);
	for (const file of [source, at("talk.txt")]) {
		const found = await exportableOf(file, rig.history);
		assert(found !== undefined && "record" in found);
		assert.equal(found.record.source, source);
	}
	await writeFile(at("elsewhere.transcript.json"), "{}");
	for (const name of ["elsewhere.srt", "elsewhere.wav"]) {
		const found = await exportableOf(at(name), rig.history);
		assert.deepEqual(found, { file: at("elsewhere.transcript.json") });
	}
	assert.equal(await exportableOf(at("none.mp3"), rig.history), undefined);
});

test("A recording of a size is found without any other record being read", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("a.mp3", 3000));
	await run(rig, await rig.recording("b.mp3", 4000));
	const found = await rig.history.ofSize(4000);
	assert.deepEqual(
		found.map(({ source }) => path.basename(source)),
		["b.mp3"],
	);
	for (const name of await filesOf(rig)) {
		if (name.includes(".3000.")) {
			await writeFile(path.join(rig.folder, "history", name), "no record");
		}
	}
	assert.equal((await rig.history.ofSize(4000)).length, 1);
	assert.deepEqual(
		(await rig.records()).map(({ source }) => path.basename(source)),
		["b.mp3"],
		"one that cannot be read hurts no other",
	);
});

test("A transcript of the same content is written for another recording without a request", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("talk.mp3"));
	const [first] = await rig.records();
	const transcript = first && (await rig.history.copyOf(first));
	assert(first?.sha256 !== undefined && transcript !== undefined);
	const requests = rig.simulator.requests.length;
	const id = await rig.engine.startKept(
		rig.job(path.join(rig.folder, "renamed.mp3")),
		{ sha256: first.sha256, transcript },
	);
	assert.deepEqual(namesOf(await rig.engine.ended(id)), ["renamed.txt"]);
	assert.equal(rig.simulator.requests.length, requests);
	assert.equal(await text(rig, "renamed.txt"), await text(rig, "talk.txt"));
	assert.equal((await rig.records()).length, 2);
	assert.match(rig.output, /renamed\.mp3 has the same content and settings/);
});

test("Of an address the history keeps nothing that signs it", async () => {
	await using rig = await Rig.start();
	await using server = await MediaServer.start({
		"/talk.mp3": recordingOf("talk", 4000),
	});
	const source = server.at("/talk.mp3?signature=s3cret");
	await run(rig, source, {
		output: {
			stem: path.join(rig.folder, "talk"),
			formats: ["json"],
			ifExists: "keepBoth",
		},
	});
	const [record] = await rig.records();
	assert(record !== undefined);
	assert.equal(record.source, server.at("/talk.mp3"));
	assert.equal(record.hadSecrets, true);
	assert.equal(record.size, undefined);
	await removeCopies(rig);
	const { signal } = new AbortController();
	await rig.engine.atService.transcript(record, signal);
	const copy = await rig.history.copyOf(record);
	assert(!JSON.stringify([record, copy]).includes("s3cret"));
});

test("A record that is removed takes its copy with it", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("talk.mp3"));
	const [record] = await rig.records();
	assert(record !== undefined);
	assert.equal((await filesOf(rig)).length, 2);
	await rig.history.remove(record);
	assert.deepEqual(await filesOf(rig), []);
});

test("The history keeps a year and 10,000 transcripts", async () => {
	await using rig = await Rig.start();
	await fill(rig, "2001-01-01", 3);
	await run(rig, await rig.recording("a.mp3"));
	const [today = ""] = await rig.history.days();
	assert.deepEqual(await rig.history.days(), [today], "older ones went");

	const yesterday = dayBefore(today);
	await rm(path.join(rig.folder, "history", today), { recursive: true });
	await fill(rig, yesterday, 9_999);
	await fill(rig, dayBefore(yesterday), 1);
	await run(rig, await rig.recording("b.mp3"));
	assert.deepEqual(await rig.history.days(), [today, yesterday]);
});

test("Of a day with too many transcripts the latest are kept, also once the next one has come", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("a.mp3"));
	const [record] = await rig.records();
	const transcript = record && (await rig.history.copyOf(record));
	assert(record !== undefined && transcript !== undefined);
	const history = new History(path.join(rig.folder, "small"), 4);
	const save = (number: number, day: string) => {
		const doneAt = `${day}T00:00:0${number}Z`;
		const createdAt = new Date(`${day}T12:00:00`).toISOString();
		const spec = { ...record.spec, id: `job-${number}`, createdAt };
		return history.save({ ...record, spec, day, doneAt }, transcript);
	};
	await save(0, "2998-12-31");
	for (const number of [1, 2, 3, 4, 5]) {
		await save(number, "2999-01-01");
	}
	await save(6, "2999-01-02");
	const kept: string[] = [];
	for await (const { spec } of history.all()) {
		kept.push(spec.id);
	}
	assert.deepEqual(kept, ["job-6", "job-5", "job-4", "job-3"]);
	assert.deepEqual(await history.days(), ["2999-01-02", "2999-01-01"]);
});

test("A job that is written again after a crash at midnight is in the history once", async () => {
	await using rig = await Rig.start();
	await run(rig, await rig.recording("a.mp3"));
	const [record] = await rig.records();
	const transcript = record && (await rig.history.copyOf(record));
	assert(record !== undefined && transcript !== undefined);
	const next = "2999-01-01";
	await rig.history.save(
		{ ...record, day: next, doneAt: `${next}T00:00:01Z` },
		transcript,
	);
	assert.deepEqual(await rig.records(), [record]);
	assert.equal((await filesOf(rig)).length, 2);
});

test("Of several that are retried one that was forgotten meanwhile stops none of the others", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400, times: 2 });
	const [a, b] = await rig.transcribe(
		await rig.recording("a.mp3"),
		await rig.recording("b.mp3"),
	);
	assert(a !== undefined && b !== undefined);
	await rig.engine.forget([a.spec.id]);
	const begun = await rig.engine.retry([a.spec.id, b.spec.id]);
	assert.deepEqual(begun, [b.spec.id]);
	assert.equal((await rig.engine.ended(b.spec.id)).state.step, "done");
});

test("A failed job that a person removes from the list is gone, also after a restart", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const { state, spec } = await run(rig, await rig.recording("talk.mp3"));
	assert.equal(state.step, "failed");
	await rig.engine.forget([spec.id]);
	assert.deepEqual(rig.engine.jobs, []);
	await rig.restart();
	assert.deepEqual(rig.engine.jobs, []);
});

async function run(
	rig: Rig,
	source: string,
	more: Partial<NewJob> = {},
): Promise<Outcome> {
	const [id = ""] = await rig.engine.start([rig.job(source, more)]);
	return rig.engine.ended(id);
}

function namesOf({ state }: Outcome): string[] {
	assert(state.step === "done");
	return state.outputs.map((output) => path.basename(output));
}

function text(rig: Rig, name: string): Promise<string> {
	return readFile(path.join(rig.folder, name), "utf8");
}

function sha256(content: string): string {
	return createHash("sha256").update(content).digest("hex");
}

/** The files of the history, by their paths in it. */
async function filesOf(rig: Rig): Promise<string[]> {
	const entries = await readdir(path.join(rig.folder, "history"), {
		recursive: true,
		withFileTypes: true,
	});
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) =>
			path.relative(
				path.join(rig.folder, "history"),
				path.join(parentPath, name),
			),
		);
}

async function removeCopies(rig: Rig): Promise<void> {
	for (const name of await filesOf(rig)) {
		if (name.endsWith(".gz")) {
			await rm(path.join(rig.folder, "history", name));
		}
	}
}

/** A day with so many records, of which only the names count. */
async function fill(rig: Rig, day: string, count: number): Promise<void> {
	const folder = path.join(rig.folder, "history", day);
	await mkdir(folder, { recursive: true });
	const numbers = Array.from({ length: count }, (_, number) => number);
	while (numbers.length > 0) {
		const some = numbers
			.splice(0, 200)
			.map((number) =>
				writeFile(path.join(folder, `job-${number}.1.json`), ""),
			);
		await Promise.all(some);
	}
}

function dayBefore(day: string): string {
	const date = new Date(`${day}T12:00:00Z`);
	date.setUTCDate(date.getUTCDate() - 1);
	return date.toISOString().slice(0, 10);
}

/** Has a file read back as something else than was written, as a failing disk does. */
async function withLyingDisk<T>(
	name: string,
	work: () => Promise<T>,
): Promise<T> {
	const original = fs.readFile;
	const lie = async (file: unknown, ...rest: unknown[]) => {
		const content = await Reflect.apply(original, fs, [file, ...rest]);
		return path.basename(String(file)) === name ? "half of" : content;
	};
	Object.assign(fs, { readFile: lie });
	syncBuiltinESMExports();
	try {
		return await work();
	} finally {
		Object.assign(fs, { readFile: original });
		syncBuiltinESMExports();
	}
}
