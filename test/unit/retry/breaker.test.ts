import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Breaker, type BreakerState } from "../../../src/retry/breaker.ts";

class Trouble extends Error {}
class Refusal extends Error {}

const never = new AbortController().signal;

test("Five failures in a row open it, and one success between them does not let it", async () => {
	using world = new World();
	await world.fail(4);
	await world.succeed();
	await world.fail(4);
	assert.deepEqual(world.states, []);
	await world.fail(1);
	assert.deepEqual(world.states, ["open"]);
});

test("A refusal of one file does not count", async () => {
	using world = new World();
	await world.fail(4);
	for (let time = 0; time < 9; time++) {
		await assert.rejects(world.run(() => Promise.reject(new Refusal())));
	}
	assert.deepEqual(world.states, []);
	await world.fail(1);
	assert.deepEqual(world.states, ["open"]);
});

test("While it is open attempts wait; after a minute one goes out, and its success lets all go", async () => {
	using world = new World();
	await world.fail(5);
	const probe = Promise.withResolvers<void>();
	let runs = 0;
	const waiting = Array.from({ length: 10 }, () =>
		world.run(() => {
			runs++;
			return probe.promise;
		}),
	);
	await settle();
	mock.timers.tick(59_999);
	await settle();
	assert.equal(runs, 0);
	mock.timers.tick(2);
	await settle();
	assert.equal(runs, 1);
	assert.deepEqual(world.states, ["open", "probing"]);
	probe.resolve();
	await Promise.all(waiting);
	assert.equal(runs, 10);
	assert.deepEqual(world.states, ["open", "probing", "closed"]);
});

test("A probe that fails opens it for another minute", async () => {
	using world = new World();
	await world.fail(5);
	const run = world.run(() => Promise.reject(new Trouble()));
	const failed = assert.rejects(run, Trouble);
	await world.pass(60_001);
	await failed;
	assert.deepEqual(world.states, ["open", "probing", "open"]);
	assert(world.breaker.state.state === "open");
	assert.equal(world.breaker.state.retryAt, Date.now() + 60_000);
});

test("A refusal is an answer: it closes it", async () => {
	using world = new World();
	await world.fail(5);
	const run = world.run(() => Promise.reject(new Refusal()));
	const failed = assert.rejects(run, Refusal);
	await world.pass(60_001);
	await failed;
	assert.deepEqual(world.states, ["open", "probing", "closed"]);
});

test("A probe that has shown nothing of the service does not close it", async () => {
	using world = new World();
	await world.fail(5);
	const run = world.run(() => Promise.reject(new Error("the file is gone")));
	const failed = assert.rejects(run, /the file is gone/);
	await world.pass(60_001);
	await failed;
	assert.deepEqual(world.states, ["open", "probing", "open"]);
});

test("“Try now” sends the probe at once, and does nothing while it is closed", async () => {
	using world = new World();
	world.breaker.tryNow();
	assert.deepEqual(world.states, []);
	await world.fail(5);
	const run = world.run(async () => "answer");
	await settle();
	world.breaker.tryNow();
	assert.equal(await run, "answer");
	assert.deepEqual(world.states, ["open", "probing", "closed"]);
});

test("Who waits can be stopped", async () => {
	using world = new World();
	await world.fail(5);
	const controller = new AbortController();
	const run = world.breaker.run(async () => {}, controller.signal);
	const stopped = assert.rejects(run, /cancelled/);
	await settle();
	controller.abort(new Error("cancelled"));
	await stopped;
});

/** A breaker in a time that stands still. */
class World implements Disposable {
	readonly states: BreakerState["state"][] = [];
	readonly breaker: Breaker;

	constructor() {
		mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1e12 });
		this.breaker = new Breaker({
			failureThreshold: 5,
			recoveryMs: 60_000,
			tells: (error) =>
				error instanceof Trouble
					? "outage"
					: error instanceof Refusal
						? "answer"
						: "nothing",
			onChange: ({ state }) => this.states.push(state),
		});
	}

	run<T>(attempt: () => Promise<T>): Promise<T> {
		return this.breaker.run(attempt, never);
	}

	async fail(times: number): Promise<void> {
		for (let time = 0; time < times; time++) {
			const run = this.run(() => Promise.reject(new Trouble()));
			await assert.rejects(run, Trouble);
		}
	}

	succeed(): Promise<void> {
		return this.run(async () => {});
	}

	async pass(ms: number): Promise<void> {
		await settle();
		mock.timers.tick(ms);
		await settle();
	}

	[Symbol.dispose](): void {
		this.breaker.dispose();
		mock.timers.reset();
	}
}

async function settle(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise(setImmediate);
	}
}
