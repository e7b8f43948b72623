import assert from "node:assert/strict";
import { test } from "node:test";
import { runBatch } from "../../bench/batch.ts";
import { QUICK, Rig, serviceOf } from "./rig.ts";

test("200 files all arrive, one job each, although a tenth of all requests fails", async (t) => {
	const { events, ...result } = await runBatch(200, true, 100, { seed: 4 });
	t.diagnostic(JSON.stringify(result));
	assert.equal(result.done, 200);
	assert.equal(result.jobs, 200);
	assert(result.failedRequests > 40);
	assert(events.some(({ type }) => type === "foundAtService"));
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
		const sources = await Promise.all(
			Array.from({ length: files }, (_, index) =>
				rig.recording(`talk ${index}.mp3`),
			),
		);
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
	const sources = await Promise.all(
		Array.from({ length: 30 }, (_, index) =>
			rig.recording(`talk ${index}.mp3`),
		),
	);
	const all = rig.simulator.next("job", () => rig.simulator.jobs.length === 30);
	const run = rig.transcribe(...sources);
	await all;
	rig.simulator.release();
	await run;
});

test("Many files that wait share requests for the list instead of asking each", async () => {
	await using rig = await Rig.start({ simulator: { processingMs: 3000 } });
	const sources = await Promise.all(
		Array.from({ length: 60 }, (_, index) =>
			rig.recording(`talk ${index}.mp3`),
		),
	);
	const outcomes = await rig.transcribe(...sources);
	assert(outcomes.every(({ state }) => state.step === "done"));
	// Each is fetched once it is finished; some in the moment before 4 wait.
	assert(rig.simulator.count("get") <= 60 + 10);
	// Not more than two a second, whatever the machine's pace.
	const lists = rig.simulator.requests.filter(({ kind }) => kind === "list");
	const ms = (lists.at(-1)?.time ?? 0) - (lists[0]?.time ?? 0);
	assert(lists.length <= ms / 500 + 5, `${lists.length} in ${ms} ms`);
});
