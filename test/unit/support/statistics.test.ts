import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { success, total } from "../../../src/retry/statistics.ts";
import { StatisticsFile } from "../../../src/support/statisticsFile.ts";
import { statisticsPage } from "../../../src/support/statisticsPage.ts";
import { tally } from "../../../src/support/tally.ts";
import { Rig } from "../engine/rig.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { someAttempt, someJob } from "./someJob.ts";

const NOW = new Date("2026-11-24T12:00:00Z");

test("A day is a person's own, as the clock on the wall has it", async () => {
	const { TZ = "" } = process.env;
	await using folder = await temporaryFolder();
	const file = new StatisticsFile(path.join(folder.path, "statistics.json"));
	try {
		process.env.TZ = "Pacific/Auckland";
		file.count("uploading", success(1), NOW);
		assert.deepEqual(Object.keys(await file.flush(NOW)), ["2026-11-25"]);
	} finally {
		process.env.TZ = TZ;
	}
});

test("A job's steps are counted by the attempt at which they succeeded", async () => {
	await using rig = await Rig.start();
	await using folder = await temporaryFolder();
	rig.simulator.fault({ on: "upload", kind: "status", status: 422, times: 2 });
	rig.simulator.fault({
		on: "submit",
		kind: "status",
		status: 429,
		headers: { "retry-after": "0" },
	});
	await rig.transcribe(await rig.recording("talk.mp3"));
	const file = new StatisticsFile(path.join(folder.path, "statistics.json"));
	for (const event of rig.events) {
		const counted = tally(event);
		if (counted !== undefined) {
			file.count(counted.step, counted.counts, NOW);
		}
	}
	const steps = total(await file.flush(NOW));
	assert.deepEqual(steps.uploading?.succeededAt, [0, 0, 1]);
	assert.deepEqual(steps.uploading?.failures, { uploadRefused: 2 });
	assert.deepEqual(
		steps.submitting?.succeededAt,
		[1],
		"what the service asked to wait counts for no attempt",
	);
	assert.deepEqual(steps.submitting?.failures, { rateLimited: 1 });
	assert.deepEqual(steps.waiting?.succeededAt, [1]);
});

test("Two windows add to the same counts, and a reset forgets them", async () => {
	await using folder = await temporaryFolder();
	const at = path.join(folder.path, "new", "statistics.json");
	const [one, other] = [new StatisticsFile(at), new StatisticsFile(at)];
	one.count("uploading", success(1), NOW);
	other.count("uploading", success(2), NOW);
	await one.flush(NOW);
	assert.deepEqual(
		total(await other.flush(NOW)).uploading?.succeededAt,
		[1, 1],
	);
	assert.deepEqual(total(await one.flush(NOW)).uploading?.succeededAt, [1, 1]);
	await one.reset();
	assert.deepEqual(await other.flush(NOW), {});
});

test("A statistics file that is broken does not stand in the way", async () => {
	await using folder = await temporaryFolder();
	const at = path.join(folder.path, "statistics.json");
	await writeFile(at, "broken");
	const file = new StatisticsFile(at);
	file.count("uploading", success(1), NOW);
	assert.deepEqual(Object.keys(await file.flush(NOW)), ["2026-11-24"]);
});

test("The page says each number as text, and escapes what it shows", () => {
	const page = statisticsPage(
		{
			"2026-11-24": {
				uploading: {
					succeededAt: [8, 1],
					gaveUp: 1,
					failures: { "<script>": 3 },
					waitedMs: 90_000,
				},
			},
		},
		"2026-11-24",
		"some.reset",
	);
	assert.match(page, /<strong>80 %<\/strong> at the first attempt/);
	assert.match(page, /<strong>90 s<\/strong> waited/);
	assert.match(page, /attempt 2<\/th><td class="number">1</);
	assert.match(page, /&lt;script&gt;/);
	assert.doesNotMatch(page, /<script/);
	assert.match(page, /command:some\.reset/);
});

test("The page of an unused extension says so", () => {
	assert.match(
		statisticsPage({}, "2026-11-24", "some.reset"),
		/Nothing has been counted yet/,
	);
});

test("What fails while a cancelled job is cleaned up counts for none of its steps", () => {
	const attempt = someAttempt({ step: "waiting" });
	const cancelled = someJob({ step: "cancelled" });
	const waiting = someJob({ step: "checking" });
	assert.equal(
		tally({ type: "attemptFailed", job: cancelled, attempt }),
		undefined,
	);
	assert.equal(
		tally({ type: "attemptFailed", job: waiting, attempt })?.step,
		"waiting",
	);
});
