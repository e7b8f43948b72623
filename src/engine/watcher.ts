import type { Transcript, TranscriptListItem } from "assemblyai";
import { delay, unlessAborted } from "../retry/delay.ts";
import { nextPollMs } from "./pace.ts";

/** A transcript that will not change any more. */
export type FinishedTranscript = Transcript & {
	status: "completed" | "error";
};

/** Where a transcript stands before it is finished. */
export type RemoteStatus = "queued" | "processing";

/** A wait for one transcript. */
export interface WatchOptions {
	readonly transcriptId: string;
	/** Epoch milliseconds. */
	readonly submittedAt: number;
	/** How long such a job takes, in milliseconds, where that can be told. */
	readonly expectedMs: number | undefined;
	readonly signal: AbortSignal;
	readonly onStatus: (status: RemoteStatus) => void;
	/** Asks for this transcript, through retries and breaker. */
	readonly get: () => Promise<Transcript>;
	/** Asks for the newest transcripts; may fail. */
	readonly list: () => Promise<TranscriptListItem[]>;
}

/** From this many waiting jobs on, one list serves them all. */
const SHARED_FROM = 4;

/** A list is used again until it is older than this, in milliseconds. */
const LIST_LIFE_MS = 500;

type Statuses = ReadonlyMap<string, string>;

/**
 * Waits for the transcripts of one account. A few are asked for one by one;
 * many share requests for the service's list, and only those that it says are
 * finished, or that are too old to be on it, are fetched alone.
 */
export class Watcher {
	readonly #random: () => number;
	#waiting = 0;
	#list: { readonly at: number; readonly statuses: Promise<Statuses> } = {
		at: Number.NEGATIVE_INFINITY,
		statuses: Promise.resolve(new Map()),
	};

	/** @param random - from 0 to below 1. */
	constructor(random: () => number = Math.random) {
		this.#random = random;
	}

	/**
	 * Resolves to the finished transcript, completed or in error.
	 * @throws what `get` throws, or the signal's reason when aborted.
	 */
	async finished(options: WatchOptions): Promise<FinishedTranscript> {
		const { signal, submittedAt, expectedMs, onStatus } = options;
		this.#waiting++;
		try {
			for (;;) {
				// A clock that was set back must not make the time run backwards.
				const elapsed = Math.max(0, Date.now() - submittedAt);
				await delay(nextPollMs(elapsed, expectedMs, this.#random()), signal);
				const listed = await this.#listed(options);
				if (listed === "queued" || listed === "processing") {
					onStatus(listed);
					continue;
				}
				const transcript = await options.get();
				if (isFinished(transcript)) {
					return transcript;
				}
				onStatus(transcript.status as RemoteStatus);
			}
		} finally {
			this.#waiting--;
		}
	}

	/** The status on a shared list; absent where this one is to be fetched alone. */
	async #listed(options: WatchOptions): Promise<string | undefined> {
		if (this.#waiting < SHARED_FROM) {
			return undefined;
		}
		// Either way: a clock that was set back must not keep an old list alive.
		if (Math.abs(Date.now() - this.#list.at) >= LIST_LIFE_MS) {
			this.#list = {
				at: Date.now(),
				// Where the list cannot be had each is fetched alone, with its own
				// retries, and says itself what is wrong.
				statuses: options.list().then(
					(items) => new Map(items.map(({ id, status }) => [id, status])),
					() => new Map(),
				),
			};
		}
		const statuses = await unlessAborted(this.#list.statuses, options.signal);
		return statuses.get(options.transcriptId);
	}
}

function isFinished(transcript: Transcript): transcript is FinishedTranscript {
	return transcript.status === "completed" || transcript.status === "error";
}
