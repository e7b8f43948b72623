import PQueue from "p-queue";
import {
	ParserGaveUp,
	ParserThread,
	type WorkerLimits,
} from "./mediaWorker.ts";
import type { Finding } from "./worker/protocol.ts";

/** Two at once keep a folder of recordings moving and the machine usable. */
const AT_ONCE = 2;

/** A thread is replaced after so many files: what a parser leaves behind must not add up. */
const FILES_PER_THREAD = 50;

/** A thread that looks into one file after the other. */
interface Seat {
	readonly thread: ParserThread;
	files: number;
}

/**
 * Looks into files in worker threads. To start one takes ten times as long as
 * to look into a file: where others wait the next one takes it over.
 */
export class Inspector {
	readonly #code: string | URL;
	readonly #limits: WorkerLimits;
	readonly #queue = new PQueue({ concurrency: AT_ONCE });
	readonly #free: Seat[] = [];

	/** @param code - the worker's file: a bundle, or the source in a Node that strips types. */
	constructor(code: string | URL, limits: WorkerLimits) {
		this.#code = code;
		this.#limits = limits;
		// Those that waited may have been given up.
		this.#queue.addEventListener("idle", () => void this.#endFree());
	}

	/** @throws ParserFailed, ParserGaveUp, or the signal's reason. */
	inspect(file: string, signal: AbortSignal): Promise<Finding> {
		return this.#queue.add(() => this.#inTurn(file, signal), { signal });
	}

	async #inTurn(file: string, signal: AbortSignal): Promise<Finding> {
		const seat = this.#free.pop();
		if (seat === undefined) {
			return this.#anew(file, signal);
		}
		try {
			seat.thread.inspect(file);
			return await this.#finding(seat, signal);
		} catch (error) {
			if (error instanceof ParserGaveUp) {
				// It may be for what was before this file.
				return this.#anew(file, signal);
			}
			throw error;
		}
	}

	#anew(file: string, signal: AbortSignal): Promise<Finding> {
		signal.throwIfAborted();
		const task = { do: "inspect", file } as const;
		const thread = new ParserThread(this.#code, task, this.#limits);
		return this.#finding({ thread, files: 0 }, signal);
	}

	/** Ends the thread, unless another file is waiting for it. */
	async #finding(seat: Seat, signal: AbortSignal): Promise<Finding> {
		let isSound = false;
		try {
			for await (const result of seat.thread.results(signal)) {
				if (result.type === "found") {
					isSound = true;
					return result.finding;
				}
			}
			throw new ParserGaveUp("The parser ended without a result");
		} finally {
			seat.files++;
			const isWanted = this.#free.length < this.#queue.size;
			if (isSound && isWanted && seat.files < FILES_PER_THREAD) {
				this.#free.push(seat);
			} else {
				await seat.thread[Symbol.asyncDispose]();
			}
		}
	}

	async #endFree(): Promise<void> {
		for (const { thread } of this.#free.splice(0)) {
			await thread[Symbol.asyncDispose]();
		}
	}
}
