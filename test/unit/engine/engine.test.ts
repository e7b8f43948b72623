import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chownSync, readdirSync } from "node:fs";
import {
	chmod,
	mkdir,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { hasEntries } from "../../../src/engine/journal.ts";
import { Rig, txtAt } from "./rig.ts";

test("A recording becomes a text file beside it", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const [outcome] = await rig.transcribe(source);
	assert.equal(outcome?.state.step, "done");
	const text = await readFile(path.join(rig.folder, "talk.txt"), "utf8");
	assert.match(text, /^This transcript is simulated\./);
	assert.equal(rig.simulator.count("upload"), 1);
	assert.equal(rig.simulator.count("submit"), 1);
});

test("The service gets the file's bytes unchanged, and their number first", async () => {
	await using rig = await Rig.start();
	const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
	const source = await rig.recording("talk.wav", bytes);
	await rig.transcribe(source);
	const { createHash } = await import("node:crypto");
	const [upload] = rig.simulator.uploads;
	assert.equal(
		upload?.sha256,
		createHash("sha256").update(bytes).digest("hex"),
	);
	const request = rig.simulator.requests.find(({ kind }) => kind === "upload");
	assert.equal(request?.contentLength, 300_000);
});

for (const status of [422, 500, 502, 503, 504]) {
	test(`An upload that is answered with ${status} is sent again`, async () => {
		await using rig = await Rig.start();
		rig.simulator.fault({ on: "upload", kind: "status", status, times: 2 });
		const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
		assert.equal(outcome?.state.step, "done");
		assert.equal(rig.simulator.count("upload"), 3);
		assert.equal(rig.simulator.jobs.length, 1);
	});
}

test("A submit that fails is repeated without another upload", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 500, times: 3 });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "done");
	assert.equal(rig.simulator.count("upload"), 1);
	assert.equal(rig.simulator.count("submit"), 4);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("A wrong key ends the job after one request, and nothing is uploaded", async () => {
	await using rig = await Rig.start({ key: "wrong" });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "failed");
	assert(outcome?.state.step === "failed");
	assert.equal(outcome.state.failure.type, "keyRefused");
	assert.equal(outcome.state.failure.status, 401);
	assert.equal(rig.simulator.requests.length, 1);
	assert.equal(rig.simulator.count("upload"), 0);
});

test("A key that is refused at the upload ends the job at once", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "upload", kind: "status", status: 401 });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert(outcome?.state.step === "failed");
	assert.equal(outcome.state.failure.type, "keyRefused");
	assert.equal(rig.simulator.count("upload"), 1);
});

test("A request that the service refuses ends the job with the service's words and the request's ID", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({
		on: "submit",
		kind: "status",
		status: 400,
		message: "language_code is not supported",
	});
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert(outcome?.state.step === "failed");
	const { failure } = outcome.state;
	assert.equal(failure.type, "badRequest");
	assert.equal(failure.message, "language_code is not supported");
	const request = rig.simulator.requests.find(({ kind }) => kind === "submit");
	assert.equal(failure.requestId, request?.requestId);
	assert.match(rig.output, new RegExp(`"requestId":"${request?.requestId}"`));
	assert.equal(rig.simulator.count("submit"), 1);
});

test("A transcript that ends in an error fails the job with its text and ID", async () => {
	await using rig = await Rig.start();
	rig.simulator.failJobs({ error: "File does not appear to contain audio." });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert(outcome?.state.step === "failed");
	const { failure } = outcome.state;
	assert.equal(failure.type, "transcriptError");
	assert.equal(failure.message, "File does not appear to contain audio.");
	assert.equal(failure.transcriptId, rig.simulator.jobs[0]?.id);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("A transcript that ends in a server error is submitted again from the same upload", async () => {
	await using rig = await Rig.start();
	rig.simulator.failJobs({
		error: "Server error, developers have been alerted",
		times: 2,
	});
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "done");
	assert.equal(rig.simulator.count("upload"), 1);
	assert.equal(rig.simulator.jobs.length, 3);
});

test("A job keeps what succeeded, at which attempt, with the request's ID", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "upload", kind: "status", status: 503 });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.deepEqual(
		outcome?.passed?.map(({ step, attempt }) => `${step} ${attempt}`),
		["uploading 2", "submitting 1", "waiting 1"],
	);
	assert.deepEqual(
		outcome?.passed?.map(({ requestId }) => requestId).slice(0, 2),
		["upload", "submit"].map(
			(kind) =>
				rig.simulator.requests.findLast((request) => request.kind === kind)
					?.requestId,
		),
	);
});

test("Server errors of transcripts end the job after as many attempts as the settings say", async () => {
	await using rig = await Rig.start({
		settings: {
			retry: { maxAttempts: 3, initialDelayMs: 1, maxDelayMs: 2 },
		},
	});
	rig.simulator.failJobs({ error: "Server error", times: 9 });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "failed");
	assert.equal(rig.simulator.jobs.length, 3);
});

test("A submit whose answer was lost is found at the service instead of sent again", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "answerLost" });
	const [outcome] = await rig.transcribe(await rig.recording("talk.mp3"));
	assert.equal(outcome?.state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
	assert.equal(rig.simulator.count("submit"), 1);
	const found = await rig.event("foundAtService");
	assert.equal(
		found.requestId,
		rig.simulator.requests.findLast(({ kind }) => kind === "list")?.requestId,
	);
});

test("A file that fails its check never reaches the network", async () => {
	await using rig = await Rig.start();
	const outcomes = await rig.transcribe(
		path.join(rig.folder, "gone.mp3"),
		await rig.recording("empty.mp3", ""),
		await rig.recording("notes.docx"),
		rig.folder,
	);
	assert.deepEqual(
		outcomes.map(({ state }) =>
			state.step === "failed" ? state.failure.type : state.step,
		),
		["file.missing", "file.empty", "file.unsupported", "file.notAFile"],
	);
	assert.equal(rig.simulator.requests.length, 0);
	assert.equal(await hasJobs(rig), false);
});

test("A file that changes while it is sent is named, and nothing is submitted", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3", 3_000_000);
	rig.simulator.fault({ on: "upload", kind: "slow", bytesPerSecond: 3e6 });
	const first = rig.simulator.next("progress");
	const run = rig.transcribe(source);
	await first;
	await writeFile(source, Buffer.alloc(3_000_000, 1));
	const [outcome] = await run;
	assert(outcome?.state.step === "failed");
	assert.equal(outcome.state.failure.type, "file.changed");
	assert.match(outcome.state.failure.message, /talk\.mp3 changed/);
	assert.equal(rig.simulator.jobs.length, 0);
});

test("Cancelling during the upload closes the connection, and nothing is left", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "upload", kind: "slow", bytesPerSecond: 1e6 });
	const source = await rig.recording("talk.mp3", 10_000_000);
	const first = rig.simulator.next("progress");
	const ended = rig.simulator.next("ended", ({ kind }) => kind === "upload");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await first;
	rig.engine.cancel([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "cancelled");
	assert.equal((await ended).outcome, "abortedByClient");
	assert((await ended).bytesReceived < 10_000_000);
	assert.equal(rig.simulator.jobs.length, 0);
	assert.equal(await hasJobs(rig), false);
});

test("Cancelling while the service works deletes the transcript there", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	rig.engine.cancel([id]);
	const { transcriptId, error } = await rig.event("cleanedUp");
	assert.equal(error, undefined);
	assert.equal(transcriptId, rig.simulator.jobs[0]?.id);
	assert.equal(rig.simulator.count("delete"), 1);
	assert.match(rig.output, /was deleted at AssemblyAI/);
});

test("Cancelling while a submit's answer is out finds and deletes what it made", async () => {
	await using rig = await Rig.start({
		settings: {
			retry: { maxAttempts: 5, initialDelayMs: 60_000, maxDelayMs: 60_000 },
		},
	});
	rig.simulator.hold();
	rig.simulator.fault({ on: "submit", kind: "answerLost" });
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("attemptFailed");
	rig.engine.cancel([id]);
	const { transcriptId } = await rig.event("cleanedUp");
	assert.equal(transcriptId, rig.simulator.jobs[0]?.id);
	assert.equal(rig.simulator.count("delete"), 1);
});

test("A file cancelled and started anew makes one new job", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	rig.engine.cancel([id]);
	rig.simulator.release();
	const [outcome] = await rig.transcribe(source);
	await rig.event("cleanedUp");
	assert.equal(outcome?.state.step, "done");
	assert.notEqual(outcome?.spec.id, id);
	assert.equal(rig.simulator.count("submit"), 2);
	assert.equal(rig.simulator.count("delete"), 1);
});

test("A recording that is under way already is joined, not sent twice", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const [[first], [second]] = await Promise.all([
		rig.transcribe(source),
		rig.transcribe(source),
	]);
	assert.equal(first?.spec.id, second?.spec.id);
	assert.equal(rig.simulator.count("upload"), 1);
});

test("A retry goes on where the job stopped", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const source = await rig.recording("talk.mp3");
	const [failed] = await rig.transcribe(source);
	assert.equal(failed?.state.step, "failed");
	const id = failed?.spec.id ?? "";
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.count("upload"), 1);
	assert.equal(rig.simulator.jobs.length, 1);
});

test("The same command on a file that failed goes on where it stopped", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const source = await rig.recording("talk.mp3");
	await rig.transcribe(source);
	const [outcome] = await rig.transcribe(source);
	assert.equal(outcome?.state.step, "done");
	assert.equal(rig.simulator.count("upload"), 1);
});

test("A file that failed and was saved anew is sent anew", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const source = await rig.recording("talk.mp3", "old");
	await rig.transcribe(source);
	await writeFile(source, "quite another one");
	const [outcome] = await rig.transcribe(source);
	assert.equal(outcome?.state.step, "done");
	assert.equal(rig.simulator.uploads.length, 2);
});

test("A transcript that cannot be written waits, and is written by a retry without a further charge", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const missing = path.join(rig.folder, "gone", "talk.txt");
	const [id = ""] = await rig.engine.start([
		rig.job(source, { output: txtAt(missing) }),
	]);
	const failed = await rig.engine.ended(id);
	assert(failed.state.step === "failed");
	assert.equal(failed.state.failure.type, "write");
	const requests = rig.simulator.requests.length;

	await rig.restart();
	await mkdir(path.dirname(missing));
	await rig.engine.retry([id]);
	const outcome = await rig.engine.ended(id);
	assert.equal(outcome.state.step, "done");
	assert.match(await readFile(missing, "utf8"), /simulated/);
	assert.equal(rig.simulator.requests.length, requests);
});

test("An existing transcript is kept, and the new one is numbered", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	await writeFile(path.join(rig.folder, "talk.txt"), "mine");
	const [outcome] = await rig.transcribe(source);
	assert(outcome?.state.step === "done");
	assert.equal(outcome.state.outputs[0], path.join(rig.folder, "talk (2).txt"));
	assert.equal(
		await readFile(path.join(rig.folder, "talk.txt"), "utf8"),
		"mine",
	);
});

test("A silent recording gives a file that says so", async () => {
	await using rig = await Rig.start();
	const silent = path.resolve(import.meta.dirname, "../../fixtures/media");
	const source = await rig.recording(
		"silence.wav",
		await readFile(path.join(silent, "silence.wav")),
	);
	const [outcome] = await rig.transcribe(source);
	assert(outcome?.state.step === "done");
	assert.equal(outcome.state.hasSpeech, false);
	assert.match(
		await readFile(path.join(rig.folder, "silence.txt"), "utf8"),
		/no speech/i,
	);
});

test("Ten files at once all arrive, at most as many uploads at a time as the setting says", async () => {
	await using rig = await Rig.start({ settings: { maxConcurrent: 3 } });
	rig.simulator.fault({
		on: "upload",
		kind: "slow",
		bytesPerSecond: 2e6,
		times: 10,
	});
	let open = 0;
	let most = 0;
	rig.simulator.on("request", ({ kind }) => {
		open += kind === "upload" ? 1 : 0;
		most = Math.max(most, open);
	});
	rig.simulator.on("ended", ({ kind }) => {
		open -= kind === "upload" ? 1 : 0;
	});
	const sources = await Promise.all(
		Array.from({ length: 10 }, (_, index) =>
			rig.recording(`talk ${index}.mp3`, 200_000),
		),
	);
	const outcomes = await rig.transcribe(...sources);
	assert.deepEqual(
		outcomes.map(({ state }) => state.step),
		Array(10).fill("done"),
	);
	assert.equal(rig.simulator.jobs.length, 10);
	assert.equal(most, 3);
});

test("One bad file stops none of the others", async () => {
	await using rig = await Rig.start();
	const outcomes = await rig.transcribe(
		await rig.recording("one.mp3"),
		await rig.recording("empty.mp3", ""),
		await rig.recording("two.mp3"),
	);
	assert.deepEqual(
		outcomes.map(({ state }) => state.step),
		["done", "failed", "done"],
	);
});

test("A file that waits for its retry holds no place", async () => {
	await using rig = await Rig.start({
		settings: {
			maxConcurrent: 1,
			retry: { maxAttempts: 5, initialDelayMs: 60_000, maxDelayMs: 60_000 },
		},
	});
	rig.simulator.fault({ on: "upload", kind: "status", status: 500 });
	const [first, second] = [
		await rig.recording("first.mp3"),
		await rig.recording("second.mp3"),
	];
	const [stuck = ""] = await rig.engine.start([rig.job(first)]);
	await rig.event("attemptFailed");
	const [outcome] = await rig.transcribe(second);
	assert.equal(outcome?.state.step, "done");
	rig.engine.cancel([stuck]);
});

test("A folder that may not be written to is told, and the transcript is kept", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	const target = path.join(rig.folder, "kept", "talk.txt");
	await mkdir(path.dirname(target));
	await chmod(path.dirname(target), 0o555);
	using _ = withoutRights(rig);
	const [id = ""] = await rig.engine.start([
		rig.job(source, { output: txtAt(target) }),
	]);
	const { state } = await rig.engine.ended(id);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "write");
	assert.match(state.failure.message, /EACCES/);
	await rig.engine.retry([id], { folder: rig.folder });
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
});

/** Root may write anywhere: for a while this process is nobody, whom all but that folder is open to. */
function withoutRights(rig: Rig): Disposable {
	const isRoot = process.getuid?.() === 0;
	if (isRoot) {
		execFileSync("chmod", ["777", rig.folder, rig.journal]);
		const nobody = 65_534;
		for (const owner of readdirSync(rig.journal)) {
			chownSync(path.join(rig.journal, owner), nobody, nobody);
		}
		process.seteuid?.(nobody);
	}
	return {
		[Symbol.dispose]: () => {
			if (isRoot) {
				process.seteuid?.(0);
			}
		},
	};
}

test("After a restart a job is only waited for, quietly", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await rig.restart();
	rig.simulator.release();
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.count("upload"), 1);
	assert.equal(rig.simulator.count("submit"), 1);
	assert.match(rig.output, /goes on with “waiting”/);
	assert.equal(await hasJobs(rig), false);
});

test("An unreadable journal entry is put aside and hurts no other job", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const source = await rig.recording("talk.mp3");
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await rig.engine[Symbol.asyncDispose]();
	const { readdir } = await import("node:fs/promises");
	const [owner = ""] = await readdir(rig.journal);
	await writeFile(path.join(rig.journal, owner, "broken.json"), '{"version":');
	await writeFile(
		path.join(rig.journal, owner, "later.json"),
		'{"version":99}',
	);
	await rig.restart();
	rig.simulator.release();
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.deepEqual(
		rig.events
			.filter((event) => event.type === "unreadableEntry")
			.map((event) => path.basename(event.path))
			.sort(),
		["broken.json", "later.json"],
	);
});

test("A recording that was moved away fails with its name, and goes on once it is back", async () => {
	await using rig = await Rig.start();
	const source = await rig.recording("talk.mp3");
	rig.simulator.fault({ on: "upload", kind: "status", status: 400 });
	const [failed] = await rig.transcribe(source);
	assert.equal(failed?.state.step, "failed");
	const id = failed?.spec.id ?? "";
	await rename(source, `${source}.away`);
	await rig.engine.retry([id]);
	const missing = await rig.engine.ended(id);
	assert(missing.state.step === "failed");
	assert.equal(missing.state.failure.type, "file.missing");
	await rename(`${source}.away`, source);
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	await rm(source);
});

test("A failed job is there to be retried after a restart, unless its recording is gone", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({
		on: "submit",
		kind: "status",
		status: 400,
		times: 2,
	});
	const kept = await rig.recording("kept.mp3");
	const gone = await rig.recording("gone.mp3");
	await rig.transcribe(kept, gone);
	await rm(gone);
	await rig.restart();
	assert.deepEqual(
		rig.engine.jobs.map(({ job }) => job.spec.source),
		[kept],
	);
	const [id = ""] = rig.engine.jobs.map(({ job }) => job.spec.id);
	await rig.engine.retry([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(rig.simulator.count("upload"), 2);
});

test("The output never holds the key", async () => {
	await using rig = await Rig.start({ key: "wrong-key-of-a-person" });
	await rig.transcribe(await rig.recording("talk.mp3"));
	assert.doesNotMatch(rig.output, /wrong-key-of-a-person/);
});

function hasJobs(rig: Rig): Promise<boolean> {
	return hasEntries(rig.journal);
}
