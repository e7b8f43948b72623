import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { mock, test } from "node:test";
import { failATenth } from "../../bench/service/faults.ts";
import { QUICK, Rig, serviceOf } from "./rig.ts";

test("200 files all arrive, one job each, although a tenth of all requests fails", async (t) => {
	await using rig = await Rig.start({
		simulator: { seed: 4 },
		settings: {
			// By chance alone one run in 300 has a request that fails five times.
			retry: { ...QUICK.retry, maxAttempts: 8, maxDelayMs: 60_000 },
			batchInitialDelayMs: 100,
		},
	});
	failATenth(rig.simulator);
	const outcomes = await rig.transcribe(...(await recordings(rig, 200)));
	const { requests, jobs } = rig.simulator;
	const failed = requests.filter(({ fault }) => fault !== undefined).length;
	t.diagnostic(`${failed} of ${requests.length} requests failed`);
	assert(outcomes.every(({ state }) => state.step === "done"));
	assert.equal(jobs.length, 200);
	assert(failed > 40);
	assert(rig.events.some(({ type }) => type === "foundAtService"));
});

test("More than ten files wait as long between attempts as a batch does, ten do not", async () => {
	for (const [files, delayMs] of [
		[10, 1000],
		[11, 30_000],
	] as const) {
		await using rig = await Rig.start({
			settings: {
				retry: { maxAttempts: 5, initialDelayMs: 1000, maxDelayMs: 60_000 },
				batchInitialDelayMs: 30_000,
			},
		});
		rig.simulator.fault({ on: "upload", kind: "status", status: 500 });
		const sources = await recordings(rig, files);
		await rig.engine.start(sources.map((source) => rig.job(source)));
		const { attempt } = await rig.event("attemptFailed");
		const { nextDelayMs = 0 } = attempt;
		assert(nextDelayMs >= delayMs && nextDelayMs <= delayMs * 1.1);
	}
});

test("A command of one file goes ahead of a batch that is under way", async () => {
	const first = Promise.withResolvers<void>();
	await using rig = await Rig.start({
		settings: { ...QUICK, maxConcurrent: 1 },
		between: (service) => ({
			...serviceOf(service),
			upload: async (source, options) => {
				await first.promise;
				return service.upload(source, options);
			},
		}),
	});
	const batch = await Promise.all(
		Array.from({ length: 12 }, (_, index) =>
			rig.recording(`talk ${index}.mp3`, 100 + index),
		),
	);
	const single = await rig.recording("single.mp3", 9999);
	const ids = await rig.engine.start(batch.map((source) => rig.job(source)));
	const [id = ""] = await rig.engine.start([rig.job(single)]);
	for (const each of [...ids, id]) {
		await rig.event(
			"stage",
			({ job }) => job.spec.id === each && job.state.step === "uploading",
		);
	}
	first.resolve();
	await Promise.all([...ids, id].map((each) => rig.engine.ended(each)));
	const sizes = rig.simulator.uploads.map(({ bytes }) => bytes);
	assert.equal(sizes.indexOf(9999), 1);
});

test("Files that the service works on hold no place: all stand in its line", async () => {
	await using rig = await Rig.start({
		settings: { maxConcurrent: 2 },
	});
	rig.simulator.hold();
	const sources = await recordings(rig, 30);
	const all = rig.simulator.next("job", () => rig.simulator.jobs.length === 30);
	const run = rig.transcribe(...sources);
	await all;
	rig.simulator.release();
	await run;
});

test("Many files that wait share requests for the list instead of asking each", async () => {
	await using rig = await Rig.start({ simulator: { processingMs: 3000 } });
	const sources = await recordings(rig, 60);
	const outcomes = await rig.transcribe(...sources);
	assert(outcomes.every(({ state }) => state.step === "done"));
	// Each is fetched once it is finished; some in the moment before 4 wait.
	assert(rig.simulator.count("get") <= 60 + 10);
	// Not more than two a second, whatever the machine's pace.
	const lists = rig.simulator.requests.filter(({ kind }) => kind === "list");
	const ms = (lists.at(-1)?.time ?? 0) - (lists[0]?.time ?? 0);
	assert(lists.length <= ms / 500 + 5, `${lists.length} in ${ms} ms`);
});

test("1,000 files all arrive with three requests each and few beside, and few files open at once", async (t) => {
	await using rig = await Rig.start({
		simulator: { concurrency: 50, processingMs: 200 },
	});
	const sources = await recordings(rig, 1000);
	using openFiles = new OpenFiles();
	const outcomes = await rig.transcribe(...sources);
	const requests = rig.simulator.requests.length;
	t.diagnostic(`${requests} requests, ${openFiles.most} open files`);
	assert.equal(
		outcomes.filter(({ state }) => state.step === "done").length,
		1000,
	);
	assert.equal(rig.simulator.jobs.length, 1000);
	assert(requests < 4000, `${requests} requests`);
	assert(openFiles.most < 256, `${openFiles.most} open files`);
});

test("A window that closes in the middle of 1,000 files leaves all of them to the next one, which pays for none twice", async (t) => {
	await using rig = await Rig.start();
	const sources = await recordings(rig, 1000);
	rig.simulator.hold();
	const some = rig.simulator.next(
		"job",
		() => rig.simulator.jobs.length === 100,
	);
	await rig.engine.start(sources.map((source) => rig.job(source)));
	await some;
	using openFiles = new OpenFiles();
	await rig.restart();
	const { jobs } = rig.engine;
	assert.equal(jobs.length, 1000);
	rig.simulator.release();
	await Promise.all(jobs.map(({ job }) => rig.engine.ended(job.spec.id)));
	t.diagnostic(`${openFiles.most} open files`);
	assert.equal(rig.simulator.jobs.length, 1000);
	assert(openFiles.most < 256, `${openFiles.most} open files`);
});

test("A job that is done is forgotten after a while, one that failed is not", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	await rig.transcribe(await rig.recording("failed.mp3"));
	await rig.transcribe(await rig.recording("done.mp3"));
	await rig.transcribe(await rig.recording("soon.mp3"));
	assert.deepEqual(names(rig), ["failed.mp3", "done.mp3", "soon.mp3"]);
	const later = await rig.recording("later.mp3");
	mock.timers.enable({ apis: ["Date"], now: Date.now() + 3600_000 });
	await rig.engine.start([rig.job(later)]);
	mock.timers.reset();
	assert.deepEqual(names(rig), ["failed.mp3", "later.mp3"]);
});

function recordings(rig: Rig, count: number): Promise<string[]> {
	return Promise.all(
		Array.from({ length: count }, (_, index) =>
			rig.recording(`talk ${index}.mp3`),
		),
	);
}

function names(rig: Rig): string[] {
	return rig.engine.jobs.map(({ job }) => path.basename(job.spec.source));
}

/** Looks again and again how many files and connections this process has open, the simulator's among them. */
class OpenFiles implements Disposable {
	most = 0;
	readonly #timer = setInterval(() => {
		const count =
			process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
		this.most = Math.max(this.most, count);
	}, 1);

	[Symbol.dispose](): void {
		clearInterval(this.#timer);
	}
}
