import type { Transcript, TranscriptListItem } from "assemblyai";
import { LIST_PAGE_SIZE } from "../assemblyai/limits.ts";
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
	/** Asks for a page of transcripts, newest first: those made before this one, else the newest; may fail. */
	readonly list: (beforeId?: string) => Promise<TranscriptListItem[]>;
}

/** From this many waiting jobs on, one list serves them all. */
const SHARED_FROM = 4;

/** A page of the list is used until it is older than this, in milliseconds; a list of several pages so much longer. */
const PAGE_LIFE_MS = 500;

/**
 * Those that are asked for one by one share this pace, in milliseconds from
 * one to the next: 10,000 in five minutes, half of what the service allows.
 */
const ALONE_MS = 30;

/** The status of one that a list has called: finished, and to be fetched. */
const CALLED = "called";

/** By transcript; absent where whoever asked was cancelled meanwhile. */
type Statuses = ReadonlyMap<string, string> | undefined;

/** What the service's list said, and until when that counts. */
interface List {
	readonly at: number;
	readonly lifeMs: number;
	readonly statuses: Promise<Statuses>;
}

/**
 * Waits for the transcripts of one account. A few are asked for one by one;
 * many share requests for the service's list, whoever asks for it, and only
 * those that it says are finished, or that are too old to be on it, are fetched
 * alone.
 */
export class Watcher {
	readonly #random: () => number;
	/** The transcripts that are waited for, each with what ends its pause between two polls. */
	readonly #waiting = new Map<string, () => void>();
	#list: List | undefined;

	/** @param random - from 0 to below 1. */
	constructor(random: () => number = Math.random) {
		this.#random = random;
	}

	/**
	 * Resolves to the finished transcript, completed or in error.
	 * @throws what `get` throws, or the signal's reason when aborted.
	 */
	async finished(options: WatchOptions): Promise<FinishedTranscript> {
		const { transcriptId, signal, submittedAt, expectedMs, onStatus } = options;
		let askedAt = submittedAt;
		try {
			for (;;) {
				// A clock that was set back must not make the time run backwards.
				const elapsed = Math.max(0, Date.now() - submittedAt);
				const ms = nextPollMs(elapsed, expectedMs, this.#random());
				const isCalled = await this.#pause(transcriptId, ms, signal);
				const listed = isCalled ? CALLED : await this.#listed(options);
				if (listed === "queued" || listed === "processing") {
					onStatus(listed);
					continue;
				}
				if (listed === undefined && !this.#mayAskAlone(askedAt)) {
					continue;
				}
				askedAt = Date.now();
				const transcript = await options.get();
				if (isFinished(transcript)) {
					return transcript;
				}
				onStatus(transcript.status as RemoteStatus);
			}
		} finally {
			this.#waiting.delete(transcriptId);
		}
	}

	/** Waits until the next poll; resolves to whether a list said before that it is finished. */
	async #pause(id: string, ms: number, signal: AbortSignal): Promise<boolean> {
		const called = new AbortController();
		this.#waiting.set(id, () => called.abort());
		try {
			await delay(ms, AbortSignal.any([signal, called.signal]));
			return false;
		} catch {
			signal.throwIfAborted();
			return true;
		}
	}

	/** Whether it is a job's turn among all that may have to be asked for one by one. */
	#mayAskAlone(askedAt: number): boolean {
		return Math.abs(Date.now() - askedAt) >= ALONE_MS * this.#waiting.size;
	}

	/** The status on a shared list; absent where this one is to be fetched alone. */
	async #listed(options: WatchOptions): Promise<string | undefined> {
		while (this.#waiting.size >= SHARED_FROM) {
			const list = this.#freshList(options);
			const statuses = await unlessAborted(list.statuses, options.signal);
			if (statuses !== undefined) {
				return statuses.get(options.transcriptId);
			}
			if (this.#list === list) {
				this.#list = undefined;
			}
		}
		return undefined;
	}

	#freshList(options: WatchOptions): List {
		const known = this.#list;
		// Either way: a clock that was set back must not keep an old list alive.
		if (known && Math.abs(Date.now() - known.at) < known.lifeMs) {
			return known;
		}
		const pages = Math.ceil(this.#waiting.size / LIST_PAGE_SIZE);
		this.#list = {
			at: Date.now(),
			lifeMs: PAGE_LIFE_MS * pages,
			// One more, as the account may have jobs that are none of ours.
			statuses: this.#statuses(options, pages + 1).catch(() =>
				// Where the list cannot be had each is fetched alone, with its own
				// retries, and says itself what is wrong.
				options.signal.aborted ? undefined : new Map(),
			),
		};
		return this.#list;
	}

	/** Reads so many pages at most, until all that are waited for were on one. */
	async #statuses(
		{ list }: WatchOptions,
		pages: number,
	): Promise<Map<string, string>> {
		const statuses = new Map<string, string>();
		let beforeId: string | undefined;
		for (let page = 0; page < pages; page++) {
			const items = await list(beforeId);
			for (const { id, status } of items) {
				statuses.set(id, status);
				if (status === "completed" || status === "error") {
					this.#waiting.get(id)?.();
				}
			}
			beforeId = items.at(-1)?.id;
			const isAll = [...this.#waiting.keys()].every((id) => statuses.has(id));
			if (isAll || beforeId === undefined) {
				break;
			}
		}
		return statuses;
	}
}

function isFinished(transcript: Transcript): transcript is FinishedTranscript {
	return transcript.status === "completed" || transcript.status === "error";
}
