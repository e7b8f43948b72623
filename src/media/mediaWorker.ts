import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { FromWorker, Task, ToWorker } from "./worker/protocol.ts";

/** How a worker that parses a stranger's file is kept within bounds. */
export interface WorkerLimits {
	/** Until its code is loaded, in milliseconds. */
	readonly loadMs: number;
	/** So long it may compute without a result or a chunk, in milliseconds; waiting for the disk does not count. */
	readonly busyMs: number;
	/** The same with all its waits, in milliseconds: a network drive may be slow, but not for ever. */
	readonly totalMs: number;
	/** What its JavaScript objects may take, in megabytes. */
	readonly heapMb: number;
	/** By how much the whole process may grow meanwhile, in megabytes: buffers are outside the heap. */
	readonly growthMb: number;
}

/**
 * A sound file is computed on for a tenth of `busyMs`. Of 5,000 damaged ones
 * the parser had to be ended for 162, and the process grew by 118 MB at most.
 */
export const WORKER_LIMITS: WorkerLimits = {
	loadMs: 15_000,
	busyMs: 1200,
	totalMs: 30_000,
	heapMb: 256,
	growthMb: 768,
};

/** The parser of a file crashed, did not end, or took too much memory; `message` says which. */
export class ParserGaveUp extends Error {
	override readonly name = "ParserGaveUp";
}

/** The parser could not read a file, in its own words. */
export class ParserFailed extends Error {
	override readonly name = "ParserFailed";
}

/** How often the bounds are looked at, in milliseconds. */
const WATCH_MS = 100;
const MEGABYTE = 1024 * 1024;

type Result = Exclude<FromWorker, { type: "ready" | "failed" }>;

/**
 * Runs one task in a worker thread of its own, which is ended with the
 * generator, whatever happens. A chunk is asked for when the generator is.
 *
 * @param code - the worker's file: a bundle, or the source in a Node that strips types.
 * @throws ParserFailed, ParserGaveUp, or the signal's reason.
 */
export async function* runTask(
	code: string | URL,
	task: Task,
	limits: WorkerLimits,
	signal: AbortSignal,
): AsyncGenerator<Result, void> {
	signal.throwIfAborted();
	await using thread = new ParserThread(code, task, limits);
	yield* thread.results(signal);
}

/** A worker thread that parses within limits. Whoever makes one ends it. */
export class ParserThread implements AsyncDisposable {
	readonly #worker: Worker;
	readonly #limits: WorkerLimits;
	readonly #stop = new AbortController();
	#isLoaded = false;

	constructor(code: string | URL, task: Task, limits: WorkerLimits) {
		this.#limits = limits;
		this.#worker = new Worker(code, {
			workerData: task,
			// What it prints is no news to the host.
			stdout: true,
			stderr: true,
			execArgv: [],
			env: {},
			resourceLimits: {
				maxOldGenerationSizeMb: limits.heapMb,
				// Copied packets die young: more room for them is only memory.
				maxYoungGenerationSizeMb: 8,
				stackSizeMb: 4,
			},
		});
		this.#worker.once("error", (cause) =>
			this.#stop.abort(new ParserGaveUp("The parser crashed", { cause })),
		);
		this.#worker.once("exit", () =>
			this.#stop.abort(new ParserGaveUp("The parser ended without a result")),
		);
	}

	/** Gives an inspection that has ended another file; {@link results} has what is found there. */
	inspect(file: string): void {
		this.#send({ inspect: file });
	}

	/** What comes of the task, or of the latest file, until it has ended. */
	async *results(signal: AbortSignal): AsyncGenerator<Result, void> {
		const worker = this.#worker;
		const watch = new Watch(worker, this.#limits, this.#stop, this.#isLoaded);
		const either = AbortSignal.any([signal, this.#stop.signal]);
		try {
			for await (const [message] of on(worker, "message", { signal: either })) {
				const result = message as FromWorker;
				this.#isLoaded = true;
				watch.restart();
				switch (result.type) {
					case "ready":
						this.#send("more");
						break;
					case "failed":
						throw new ParserFailed(result.message);
					case "chunk":
						watch.pause();
						yield result;
						watch.restart();
						this.#send("more");
						break;
					case "found":
					case "sampled":
					case "extracted":
						yield result;
						return;
					default:
						return result satisfies never;
				}
			}
		} catch (error) {
			signal.throwIfAborted();
			throw this.#stop.signal.aborted ? this.#stop.signal.reason : error;
		} finally {
			watch.pause();
		}
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#worker.terminate();
	}

	#send(message: ToWorker): void {
		this.#worker.postMessage(message);
	}
}

/** Stops a worker that goes beyond its limits. */
class Watch {
	readonly #worker: Worker;
	readonly #limits: WorkerLimits;
	readonly #stop: AbortController;
	readonly #rssAtStart = process.memoryUsage.rss();
	#timer: NodeJS.Timeout | undefined;
	#isLoaded: boolean;

	constructor(
		worker: Worker,
		limits: WorkerLimits,
		stop: AbortController,
		isLoaded: boolean,
	) {
		this.#worker = worker;
		this.#limits = limits;
		this.#stop = stop;
		this.#isLoaded = isLoaded;
		this.#begin(isLoaded ? limits.totalMs : limits.loadMs);
	}

	/** The worker has shown that it gets on. */
	restart(): void {
		this.#isLoaded = true;
		this.#begin(this.#limits.totalMs);
	}

	/** The worker has nothing to do until the next {@link restart}. */
	pause(): void {
		clearInterval(this.#timer);
	}

	#begin(totalMs: number): void {
		clearInterval(this.#timer);
		const began = performance.now();
		const usage = this.#worker.performance.eventLoopUtilization();
		this.#timer = setInterval(() => {
			const { active } = this.#worker.performance.eventLoopUtilization(usage);
			const rss = process.memoryUsage.rss();
			if (performance.now() - began > totalMs) {
				this.#end(`The parser took more than ${totalMs / 1000} s`);
			} else if (this.#isLoaded && active > this.#limits.busyMs) {
				this.#end("The parser did not come to an end");
			} else if (rss - this.#rssAtStart > this.#limits.growthMb * MEGABYTE) {
				this.#end("The parser took too much memory");
			}
		}, WATCH_MS);
	}

	#end(message: string): void {
		this.pause();
		this.#stop.abort(new ParserGaveUp(message));
	}
}
