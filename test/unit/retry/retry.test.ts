import assert from "node:assert/strict";
import { mock, test } from "node:test";
import {
	type FailedAttempt,
	retry,
	type Verdict,
} from "../../../src/retry/retry.ts";

const POLICY = { maxAttempts: 3, initialDelayMs: 1000, maxDelayMs: 60_000 };

test("A step that fails is tried as often as the policy says, and then throws the last error", async () => {
	const run = await attempts(Array(9).fill({ do: "retry" }));
	assert.equal(run.error?.message, "failure 3");
	assert.deepEqual(run.attempts, [1, 2, 3]);
	assert.deepEqual(run.delays, [1000, 2000, undefined]);
});

test("A step that succeeds after a failure is tried no further", async () => {
	const run = await attempts([{ do: "retry" }]);
	assert.equal(run.error, undefined);
	assert.deepEqual(run.attempts, [1, 2]);
});

test("What cannot pass is not tried again, and is told once", async () => {
	const run = await attempts([{ do: "stop" }]);
	assert.equal(run.error?.message, "failure 1");
	assert.deepEqual(run.delays, [undefined]);
});

test("A time that the service names is waited for where it is longer than the delay", async () => {
	const run = await attempts([
		{ do: "retry", afterMs: 7000 },
		{ do: "retry", afterMs: 500 },
	]);
	assert.deepEqual(run.delays, [7000, 2000]);
});

test("A time that the service names is never waited for longer than a day", async () => {
	const run = await attempts([{ do: "wait", afterMs: 1e12 }]);
	assert.deepEqual(run.delays, [24 * 3600_000]);
});

test("Waiting counts for no attempt", async () => {
	const run = await attempts([
		...Array(5).fill({ do: "wait", afterMs: 2000 }),
		{ do: "retry" },
		...Array(5).fill({ do: "wait" }),
	]);
	assert.equal(run.error, undefined);
	assert.deepEqual(run.attempts, [...Array(6).fill(1), ...Array(6).fill(2)]);
	// Waits without a named time grow as delays do.
	assert.deepEqual(run.delays.slice(6), [1000, 2000, 4000, 8000, 16_000]);
});

test("Waiting never goes without a pause, even where the settings have none", async () => {
	const run = await attempts(Array(3).fill({ do: "wait" }), {
		...POLICY,
		initialDelayMs: 0,
	});
	assert.deepEqual(run.delays, [500, 500, 500]);
	const named = await attempts(Array(2).fill({ do: "wait", afterMs: 0 }));
	assert.deepEqual(named.delays, [500, 500]);
});

test("A step that only waits gives up after a day", async () => {
	const run = await attempts(
		Array(9).fill({ do: "wait", afterMs: 7 * 3600_000 }),
	);
	assert.notEqual(run.error, undefined);
	assert.deepEqual(run.delays, [...Array(4).fill(7 * 3600_000), undefined]);
});

test("An abort ends the wait at once, with its reason, and leaves no listener", async () => {
	mock.timers.enable({ apis: ["setTimeout", "Date"] });
	try {
		const controller = new AbortController();
		const run = retry(() => Promise.reject(new Error("failure")), {
			policy: POLICY,
			signal: controller.signal,
			judge: () => ({ do: "retry" }),
			onFailedAttempt: () => {},
		});
		const ended = assert.rejects(run, /a person cancelled/);
		await settle();
		controller.abort(new Error("a person cancelled"));
		await ended;
	} finally {
		mock.timers.reset();
	}
});

test("What a step brought is kept although it was aborted meanwhile", async () => {
	const controller = new AbortController();
	const result = await retry(
		async () => {
			controller.abort();
			return "a job's ID";
		},
		{
			policy: POLICY,
			signal: controller.signal,
			judge: () => ({ do: "stop" }),
			onFailedAttempt: () => {},
		},
	);
	assert.equal(result, "a job's ID");
});

/** Fails once for each verdict, with a clock that runs by itself. */
async function attempts(verdicts: readonly Verdict[], policy = POLICY) {
	mock.timers.enable({ apis: ["setTimeout", "Date"] });
	const numbers: number[] = [];
	const failed: FailedAttempt[] = [];
	let isOver = false;
	const run = retry(
		async (attempt) => {
			numbers.push(attempt);
			if (numbers.length <= verdicts.length) {
				throw new Error(`failure ${numbers.length}`);
			}
		},
		{
			policy,
			signal: new AbortController().signal,
			judge: ({ message }) =>
				verdicts[Number(message.split(" ")[1]) - 1] ?? { do: "stop" },
			onFailedAttempt: (each) => failed.push(each),
			random: () => 0,
		},
	).then(
		() => undefined,
		(error: Error) => error,
	);
	run.finally(() => {
		isOver = true;
	});
	try {
		while (!isOver) {
			await settle();
			const { nextDelayMs } = failed.at(-1) ?? {};
			mock.timers.tick(nextDelayMs ?? 0);
		}
		return {
			error: await run,
			attempts: numbers,
			delays: failed.map(({ nextDelayMs }) => nextDelayMs),
		};
	} finally {
		mock.timers.reset();
	}
}

/** Lets everything happen that waits for no timer. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise(setImmediate);
	}
}
