import assert from "node:assert/strict";
import { once } from "node:events";
import { mock, test } from "node:test";
import type { Transcript, TranscriptListItem } from "assemblyai";
import { Watcher, type WatchOptions } from "../../../src/engine/watcher.ts";

test("A job alone is asked for by itself until it is finished", async () => {
	using service = new ServiceClock();
	const [watch] = service.watch(1);
	await service.pass(1600);
	assert.equal(service.gets, 3);
	service.finish();
	await service.pass(600);
	assert.equal((await watch)?.status, "completed");
	assert.equal(service.lists, 0);
});

test("200 jobs share one list twice a second at most, and each is fetched once when it is finished", async () => {
	using service = new ServiceClock();
	const watches = service.watch(200);
	await service.pass(10_000);
	assert.equal(service.gets, 0);
	assert(service.lists > 10 && service.lists <= 20, `${service.lists} lists`);
	service.finish();
	await service.pass(2000);
	await Promise.all(watches);
	assert.equal(service.gets, 200);
});

test("What a list says of a job counts at once, whoever asked for it", async () => {
	using service = new ServiceClock();
	const old = service.watch(5);
	await service.pass(100_000);
	// They ask every ten seconds by now; these do so twice a second.
	service.watch(4);
	await service.pass(600);
	service.finishOldest(5);
	await service.pass(1200);
	assert.equal(service.gets, 5);
	assert.equal(await service.finishedOf(old), 5);
});

test("1,000 jobs of which the service does five at once are asked for with less than half of the requests that it allows", async (t) => {
	using service = new ServiceClock();
	const watches = service.watch(1000);
	for (let minute = 0; minute < 5; minute++) {
		await service.pass(60_000);
		service.finishOldest(100);
	}
	t.diagnostic(`${service.lists} lists and ${service.gets} gets in 5 minutes`);
	assert(service.lists + service.gets < 10_000);
	await service.pass(60_000);
	assert.equal(await service.finishedOf(watches), 500);
	assert.equal(service.gets, 500, "each is fetched once, when it is finished");
});

test("Where the list cannot be had 1,000 jobs share a pace that the service allows", async (t) => {
	using service = new ServiceClock();
	service.listFails = true;
	service.watch(1000);
	await service.pass(300_000);
	t.diagnostic(`${service.gets} gets in 5 minutes`);
	assert(service.gets > 1000 && service.gets < 11_000, `${service.gets} gets`);
});

test("Where the job that asked for the list is cancelled another one asks for all", async () => {
	using service = new ServiceClock();
	service.listHangs = true;
	const [first, ...others] = service.watch(10);
	await service.pass(600);
	service.listHangs = false;
	service.cancel("job-0");
	await assert.rejects(first ?? Promise.resolve(), /no longer/);
	await service.pass(600);
	assert.equal(service.gets, 0, "nobody asks alone");
	service.finish();
	await service.pass(1000);
	assert.equal(await service.finishedOf(others), 9);
});

test("Where the list cannot be had each job is asked for by itself", async () => {
	using service = new ServiceClock();
	service.listFails = true;
	const watches = service.watch(5);
	service.finish();
	await service.pass(600);
	await Promise.all(watches);
	assert.equal(service.gets, 5);
});

test("A job that is too old to be on the list is asked for by itself", async () => {
	using service = new ServiceClock();
	const watches = service.watch(5);
	service.hidden.add("job-0");
	await service.pass(600);
	assert.equal(service.gets, 1);
	service.finish();
	await service.pass(600);
	await Promise.all(watches);
});

test("A status is told when it changes to processing", async () => {
	using service = new ServiceClock();
	service.watch(1);
	await service.pass(600);
	service.status = "processing";
	await service.pass(600);
	assert.deepEqual([...new Set(service.told)], ["queued", "processing"]);
});

test("A wait that is aborted ends with the reason", async () => {
	using service = new ServiceClock();
	const [watch] = service.watch(1);
	const ended = assert.rejects(watch ?? Promise.resolve(), /cancelled/);
	await service.pass(100);
	service.controller.abort(new Error("cancelled"));
	await ended;
});

/** A service that counts, in a time that moves only when it is told to. */
class ServiceClock implements Disposable {
	readonly controller = new AbortController();
	readonly hidden = new Set<string>();
	readonly told: string[] = [];
	status: "queued" | "processing" | "completed" = "queued";
	listFails = false;
	listHangs = false;
	gets = 0;
	lists = 0;
	readonly #ids: string[] = [];
	readonly #cancelled = new Map<string, AbortController>();
	readonly #watcher = new Watcher(() => 0);
	#finished = 0;

	constructor() {
		mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1e12 });
	}

	watch(count: number) {
		return Array.from({ length: count }, () => {
			const id = `job-${this.#ids.length}`;
			this.#ids.push(id);
			const watch = this.#watcher.finished(this.#options(id));
			watch.catch(() => {});
			return watch;
		});
	}

	finish(): void {
		this.status = "completed";
	}

	/** First in, first out. */
	finishOldest(count: number): void {
		this.#finished += count;
	}

	cancel(id: string): void {
		this.#cancelled.get(id)?.abort(new Error("no longer"));
	}

	async pass(ms: number): Promise<void> {
		for (let passed = 0; passed < ms; passed += 50) {
			mock.timers.tick(50);
			await new Promise(setImmediate);
			await new Promise(setImmediate);
		}
	}

	/** How many of these have come to their end. */
	async finishedOf(watches: readonly Promise<Transcript>[]): Promise<number> {
		const open = Symbol();
		const ends = watches.map((watch) =>
			Promise.race([watch, Promise.resolve(open)]),
		);
		return (await Promise.all(ends)).filter((end) => end !== open).length;
	}

	[Symbol.dispose](): void {
		this.controller.abort(new Error("over"));
		mock.timers.reset();
	}

	#statusOf(id: string) {
		return this.#ids.indexOf(id) < this.#finished ? "completed" : this.status;
	}

	#options(id: string): WatchOptions {
		const cancelled = new AbortController();
		this.#cancelled.set(id, cancelled);
		const signal = AbortSignal.any([this.controller.signal, cancelled.signal]);
		return {
			transcriptId: id,
			submittedAt: Date.now(),
			expectedMs: undefined,
			signal,
			onStatus: (status) => this.told.push(status),
			get: async () => {
				this.gets++;
				return { id, status: this.#statusOf(id) } as Transcript;
			},
			list: async (beforeId) => {
				this.lists++;
				if (this.listFails) {
					throw new Error("no list today");
				}
				if (this.listHangs) {
					await once(signal, "abort");
					throw signal.reason;
				}
				return this.#page(beforeId);
			},
		};
	}

	/** Newest first. */
	#page(beforeId: string | undefined): TranscriptListItem[] {
		const end =
			beforeId === undefined ? this.#ids.length : this.#ids.indexOf(beforeId);
		return this.#ids
			.slice(Math.max(0, end - 200), end)
			.filter((id) => !this.hidden.has(id))
			.map((id) => ({ id, status: this.#statusOf(id) }))
			.map((item) => item as TranscriptListItem)
			.reverse();
	}
}
