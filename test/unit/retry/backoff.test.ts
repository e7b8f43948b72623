import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs } from "../../../src/retry/backoff.ts";

const POLICY = { maxAttempts: 10, initialDelayMs: 1000, maxDelayMs: 60_000 };

test("Delays double from the first on and end at the longest", () => {
	const delays = [1, 2, 3, 4, 5, 6, 7, 16].map((attempt) =>
		backoffMs(attempt, POLICY, 0),
	);
	assert.deepEqual(
		delays,
		[1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000],
	);
});

test("At most a tenth is added to a delay, and never beyond the longest", () => {
	const almostOne = 1 - Number.EPSILON;
	assert(backoffMs(3, POLICY, almostOne) <= 4400);
	assert.equal(backoffMs(3, POLICY, 0.5), 4200);
	assert.equal(backoffMs(7, POLICY, almostOne), 60_000);
});
