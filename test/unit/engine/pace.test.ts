import assert from "node:assert/strict";
import { test } from "node:test";
import { Expectations, nextPollMs } from "../../../src/engine/pace.ts";

test("A job is asked for quickly at first, more slowly later, and never faster than twice a second", () => {
	const delays = [0, 1000, 5000, 20_000, 60_000, 3_600_000].map((elapsed) =>
		nextPollMs(elapsed, undefined, 0),
	);
	assert.deepEqual(delays, [500, 500, 500, 2000, 3000, 30_000]);
});

test("Polls spread by up to a tenth, and only upwards", () => {
	assert.equal(nextPollMs(0, undefined, 0), 500);
	assert.equal(nextPollMs(0, undefined, 0.5), 525);
	assert(nextPollMs(0, undefined, 1 - Number.EPSILON) <= 550);
});

test("What is ready long before it was expected is seen within two seconds, or a twentieth of its time", () => {
	for (const elapsed of [5000, 20_000, 40_000, 60_000, 120_000]) {
		const ms = nextPollMs(elapsed, 240_000, 0);
		assert(ms <= Math.max(2000, elapsed / 20), `${ms} ms after ${elapsed}`);
	}
});

test("Where an end is expected polls are quick at first and around it, and slower in between", () => {
	const expectedMs = 60_000;
	const polls: number[] = [];
	for (let elapsed = 0; elapsed < 72_000; ) {
		elapsed += nextPollMs(elapsed, expectedMs, 0);
		polls.push(elapsed);
	}
	const between = (from: number, to: number) =>
		polls.filter((at) => at >= from && at < to).length;
	assert(between(0, 3000) >= 3, "what fails at once is seen at once");
	assert(between(10_000, 40_000) <= 15);
	assert(between(48_000, 72_000) >= 7);
	assert(polls.length <= 40);
});

test("How long a job takes is learnt from the ratio of time to length, for each kind of file", () => {
	const expectations = new Expectations();
	assert.equal(expectations.expectedMs(".mp3", 1000), undefined);
	// 100 s of sound in 1,000 bytes, done in a hundredth of that.
	expectations.learn(".mp3", 1000, 100, 1000);
	assert.equal(expectations.expectedMs(".mp3", 2000), 2000);
	assert.equal(expectations.expectedMs(".wav", 2000), undefined);
	// The same sound is ten times the size; the ratio is every kind's.
	expectations.learn(".wav", 10_000, 100, 1000);
	assert.equal(expectations.expectedMs(".wav", 10_000), 1000);
});

test("Newer jobs count more, and a job without a length teaches nothing", () => {
	const expectations = new Expectations();
	expectations.learn(".mp3", 1000, 100, 1000);
	expectations.learn(".mp3", 1000, 0, 99_000);
	assert.equal(expectations.expectedMs(".mp3", 1000), 1000);
	expectations.learn(".mp3", 1000, 100, 2000);
	assert.equal(expectations.expectedMs(".mp3", 1000), 1300);
});
