import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { SIMULATOR_KEY } from "../../simulator/simulator.ts";
import { Rig, txtAt } from "./rig.ts";

test("A full disk keeps the transcript in the journal, and a retry writes it without asking the service", async (t) => {
	await using rig = await Rig.start();
	using disk = smallDisk(path.join(rig.folder, "disk"));
	if (disk === undefined) {
		t.skip("no disk may be mounted here");
		return;
	}
	await mkdir(disk.path, { recursive: true });
	await writeFile(path.join(disk.path, "filler"), Buffer.alloc(disk.bytes));
	const id = await failToWrite(rig, path.join(disk.path, "talk.txt"), /ENOSPC/);
	const requests = rig.simulator.requests.length;
	await rm(path.join(disk.path, "filler"));
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.deepEqual(await readdir(disk.path), ["talk.txt"]);
	assert.equal(rig.simulator.requests.length, requests);
});

test("A transcript whose folder has gone is written to another, after a restart as well", async () => {
	await using rig = await Rig.start();
	const gone = path.join(rig.folder, "gone", "talk.txt");
	const id = await failToWrite(rig, gone, /ENOENT/);
	await rig.restart();
	const requests = rig.simulator.requests.length;
	const folder = path.join(rig.folder, "other");
	await mkdir(folder);
	await writeFile(path.join(folder, "talk.txt"), "mine");
	await rig.engine.retry([id], { folder });
	const outcome = await rig.engine.ended(id);
	assert(outcome.state.step === "done");
	assert.equal(outcome.state.outputs[0], path.join(folder, "talk (2).txt"));
	assert.equal(await readFile(path.join(folder, "talk.txt"), "utf8"), "mine");
	assert.match(await readFile(outcome.state.outputs[0], "utf8"), /simulated/);
	assert.equal(rig.simulator.requests.length, requests);
});

test("A failed job is there for a retry after a restart, and is not sent again", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const [failed] = await rig.transcribe(await rig.recording("talk.mp3"));
	const id = failed?.spec.id ?? "";
	await rig.restart();
	assert.deepEqual(
		rig.engine.jobs.map(({ job }) => [job.spec.id, job.state.step]),
		[[id, "failed"]],
	);
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.uploads.length, 1);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("Where a job's state cannot be saved nothing is submitted, and it says so", async () => {
	await using rig = await Rig.start();
	const [owner = ""] = await readdir(rig.journal);
	await rm(path.join(rig.journal, owner), { recursive: true });
	await writeFile(path.join(rig.journal, owner), "in the way");
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert(outcome?.state.step === "failed");
	assert.equal(outcome.state.failure.type, "journal");
	assert.equal(rig.simulator.jobs.length, 0);
	assert.match(rig.output, /nothing was charged/i);

	await rm(path.join(rig.journal, owner));
	await mkdir(path.join(rig.journal, owner));
	await rig.engine.retry([outcome.spec.id]);
	const { state } = await rig.engine.ended(outcome.spec.id);
	assert.equal(state.step, "done");
	assert.equal(rig.simulator.uploads.length, 1);
});

test("Neither the key nor the audio is ever in the journal", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 401 });
	const audio = "these are the bytes of a recording";
	// Whichever of the two is submitted first fails.
	await rig.transcribe(
		await rig.recording("talk.mp3", audio),
		await rig.recording("other.mp3", audio),
	);
	const names = await readdir(rig.journal, { recursive: true });
	const entries = names.filter((name) => name.endsWith(".json"));
	assert.equal(entries.length, 1);
	for (const name of entries) {
		const text = await readFile(path.join(rig.journal, name), "utf8");
		assert.match(text, /^\{"version":\d+,/);
		assert(!text.includes(SIMULATOR_KEY));
		assert(!text.includes(audio));
		assert(!text.includes(Buffer.from(audio).toString("base64")));
	}
});

test("A transcript that was deleted at the service is no transcript, and a retry makes a new one", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	const [job] = rig.simulator.jobs;
	assert(job);
	job.deleted = true;
	rig.simulator.release();
	const failed = await rig.engine.ended(id);
	assert(failed.state.step === "failed");
	assert.equal(failed.state.failure.type, "notFound");
	assert.equal(rig.simulator.jobs.length, 1, "not by itself");
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 2);
});

test("A transcript that another key does not find is found again with the right one, and not paid for twice", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	rig.simulator.fault({ on: "get", kind: "status", status: 404, times: 2 });
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	const failed = await rig.engine.ended(id);
	assert(failed.state.step === "failed");
	assert.equal(failed.state.failure.type, "notFound");
	rig.simulator.release();
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
});

async function failToWrite(
	rig: Rig,
	target: string,
	message: RegExp,
): Promise<string> {
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([
		rig.job(source, { output: txtAt(target) }),
	]);
	const { state } = await rig.engine.ended(id);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "write");
	assert.match(state.failure.message, message);
	assert.match(rig.output, /Nothing is lost and nothing is charged again/);
	return id;
}

/** A file system of one's own with little room; absent where that takes rights. */
function smallDisk(
	folder: string,
): (Disposable & { path: string; bytes: number }) | undefined {
	const bytes = 64 * 1024;
	try {
		mkdirSync(folder, { recursive: true });
		execFileSync(
			"/bin/mount",
			["-t", "tmpfs", "-o", `size=${bytes}`, "none", folder],
			{
				stdio: "ignore",
			},
		);
	} catch {
		return undefined;
	}
	return {
		path: folder,
		bytes,
		[Symbol.dispose]: () => {
			execFileSync("/bin/umount", [folder]);
		},
	};
}
