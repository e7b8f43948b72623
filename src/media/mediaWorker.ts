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
	const worker = new Worker(code, {
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
	const stop = new AbortController();
	const watch = new Watch(worker, limits, stop);
	const ended = new ParserGaveUp("The parser ended without a result");
	worker.once("error", (cause) =>
		stop.abort(new ParserGaveUp("The parser crashed", { cause })),
	);
	worker.once("exit", () => stop.abort(ended));
	const either = AbortSignal.any([signal, stop.signal]);
	const more = () => worker.postMessage("more" satisfies ToWorker);
	try {
		for await (const [message] of on(worker, "message", { signal: either })) {
			const result = message as FromWorker;
			watch.restart();
			switch (result.type) {
				case "ready":
					more();
					break;
				case "failed":
					throw new ParserFailed(result.message);
				case "chunk":
					watch.pause();
					yield result;
					watch.restart();
					more();
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
		throw stop.signal.aborted ? stop.signal.reason : error;
	} finally {
		watch.pause();
		await worker.terminate();
	}
}

/** Stops a worker that goes beyond its limits. */
class Watch {
	readonly #worker: Worker;
	readonly #limits: WorkerLimits;
	readonly #stop: AbortController;
	readonly #rssAtStart = process.memoryUsage.rss();
	#timer: NodeJS.Timeout | undefined;
	#isLoaded = false;

	constructor(worker: Worker, limits: WorkerLimits, stop: AbortController) {
		this.#worker = worker;
		this.#limits = limits;
		this.#stop = stop;
		this.#begin(limits.loadMs);
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
