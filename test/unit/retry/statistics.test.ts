import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceOf } from "../../../src/retry/advice.ts";
import {
	addStatistics,
	failure,
	parseStatistics,
	prune,
	type StepCounts,
	success,
	total,
} from "../../../src/retry/statistics.ts";

test("Counts add up by day, step, attempt and kind of failure", () => {
	const first = { "2026-11-23": { uploading: success(1) } };
	const second = {
		"2026-11-23": { uploading: success(3) },
		"2026-11-24": { uploading: failure("serviceError", 2000) },
	};
	const third = {
		"2026-11-24": { uploading: failure("serviceError", undefined) },
	};
	const all = [second, third].reduce(addStatistics, first);
	assert.deepEqual(total(all), {
		uploading: {
			succeededAt: [1, 0, 1],
			gaveUp: 1,
			failures: { serviceError: 2 },
			waitedMs: 2000,
		},
	});
	assert.deepEqual(Object.keys(all), ["2026-11-23", "2026-11-24"]);
});

test("Ninety days are kept, and no more", () => {
	const days = {
		"2026-08-26": { uploading: success(1) },
		"2026-08-27": { uploading: success(1) },
		"2026-11-24": { uploading: success(1) },
	};
	assert.deepEqual(Object.keys(prune(days, "2026-11-24")), [
		"2026-08-27",
		"2026-11-24",
	]);
});

test("What is kept is read again, and what is broken counts as nothing", () => {
	const statistics = { "2026-11-24": { uploading: success(2) } };
	assert.deepEqual(parseStatistics(JSON.stringify(statistics)), statistics);
	for (const broken of [
		"",
		"{",
		"[]",
		"null",
		'{"2026-11-24":{"uploading":{"succeededAt":["1"],"gaveUp":0,"failures":{},"waitedMs":0}}}',
		'{"2026-11-24":{"uploading":3}}',
	]) {
		assert.deepEqual(parseStatistics(broken), {}, broken);
	}
});

test("Few steps give no advice, and neither do steps that go well", () => {
	assert.deepEqual(adviceOf({ uploading: success(2) }), []);
	assert.deepEqual(
		adviceOf({ uploading: counts({ succeededAt: [95, 5] }) }),
		[],
	);
});

test("Where most retried uploads succeed at the second attempt a shorter delay is advised", () => {
	const [advice, ...more] = adviceOf({
		uploading: counts({ succeededAt: [60, 38, 2] }),
	});
	assert.match(advice ?? "", /second attempt.*initialDelaySeconds/);
	assert.deepEqual(more, []);
});

test("Where last attempts still succeed and others give up, more attempts are advised", () => {
	const [advice] = adviceOf({
		submitting: counts({ succeededAt: [60, 5, 5, 5, 5], gaveUp: 20 }),
	});
	assert.match(advice ?? "", /20 %.*maxAttempts/);
});

test("Where the service often asks for fewer requests, fewer files at once are advised", () => {
	const [advice] = adviceOf({
		uploading: counts({ succeededAt: [50], failures: { rateLimited: 12 } }),
	});
	assert.match(advice ?? "", /maxConcurrent/);
});

function counts(some: Partial<StepCounts>): StepCounts {
	return { succeededAt: [], gaveUp: 0, failures: {}, waitedMs: 0, ...some };
}
