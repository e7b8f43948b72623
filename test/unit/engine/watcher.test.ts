import assert from "node:assert/strict";
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
	gets = 0;
	lists = 0;
	readonly #ids: string[] = [];
	readonly #watcher = new Watcher(() => 0);

	constructor() {
		mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1e12 });
	}

	watch(count: number) {
		return Array.from({ length: count }, (_, index) => {
			const id = `job-${index}`;
			this.#ids.push(id);
			const watch = this.#watcher.finished(this.#options(id));
			watch.catch(() => {});
			return watch;
		});
	}

	finish(): void {
		this.status = "completed";
	}

	async pass(ms: number): Promise<void> {
		for (let passed = 0; passed < ms; passed += 50) {
			mock.timers.tick(50);
			await new Promise(setImmediate);
			await new Promise(setImmediate);
		}
	}

	[Symbol.dispose](): void {
		this.controller.abort(new Error("over"));
		mock.timers.reset();
	}

	#options(id: string): WatchOptions {
		return {
			transcriptId: id,
			submittedAt: Date.now(),
			expectedMs: undefined,
			signal: this.controller.signal,
			onStatus: (status) => this.told.push(status),
			get: async () => {
				this.gets++;
				return { id, status: this.status } as Transcript;
			},
			list: async () => {
				this.lists++;
				if (this.listFails) {
					throw new Error("no list today");
				}
				return this.#ids
					.filter((each) => !this.hidden.has(each))
					.map((each) => ({ id: each, status: this.status }))
					.map((item) => item as TranscriptListItem);
			},
		};
	}
}
