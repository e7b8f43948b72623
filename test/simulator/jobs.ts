import { randomUUID } from "node:crypto";
import type { Transcript, TranscriptParams } from "assemblyai";
import type { Script } from "./script.ts";

/** A job at the simulated service. */
export interface JobRecord {
	readonly id: string;
	readonly audioUrl: string;
	readonly params: TranscriptParams;
	script: Script;
	/** Ends in an error with this text. */
	error: string | undefined;
	/** Epoch milliseconds. */
	readonly created: number;
	status: "queued" | "processing" | "completed" | "error";
	completed: number | undefined;
	deleted: boolean;
}

/** A time in milliseconds, the same for all jobs or by the job. */
export type JobTime = number | ((job: JobRecord) => number);

/** How the account works through its jobs. */
export interface JobsOptions {
	readonly queuedMs: JobTime;
	readonly processingMs: JobTime;
	/** Jobs processed at once; the rest wait first in, first out. */
	readonly concurrency: number;
	readonly onChange: (job: JobRecord) => void;
}

/** The account's jobs, moving from queued to processing to their end. */
export class Jobs {
	readonly #options: JobsOptions;
	readonly #timers = new Set<NodeJS.Timeout>();
	/** Jobs that have waited long enough, first in, first out. */
	#line: JobRecord[] = [];
	readonly #fetches = new WeakMap<
		JobRecord,
		() => Promise<Partial<Pick<JobRecord, "script" | "error">>>
	>();
	#processing = 0;
	#isHeld = false;
	#afterHold: (() => void)[] = [];
	all: JobRecord[] = [];

	constructor(options: JobsOptions) {
		this.#options = options;
	}

	/** @param fetch - gets the recording when the job is worked on, where it is not there yet. */
	create(
		job: Pick<JobRecord, "audioUrl" | "params" | "script" | "error">,
		fetch?: () => Promise<Partial<Pick<JobRecord, "script" | "error">>>,
	): JobRecord {
		const record: JobRecord = {
			...job,
			id: randomUUID(),
			created: Date.now(),
			status: "queued",
			completed: undefined,
			deleted: false,
		};
		this.all.push(record);
		if (fetch !== undefined) {
			this.#fetches.set(record, fetch);
		}
		this.#later(this.#options.queuedMs, record, () => {
			this.#line.push(record);
			this.#startNext();
		});
		return record;
	}

	/** No job moves on until {@link release}. */
	hold(): void {
		this.#isHeld = true;
	}

	release(): void {
		this.#isHeld = false;
		const waiting = this.#afterHold;
		this.#afterHold = [];
		for (const goOn of waiting) {
			goOn();
		}
	}

	reset(): void {
		for (const timer of this.#timers) {
			clearTimeout(timer);
		}
		this.#timers.clear();
		this.#line = [];
		this.#processing = 0;
		this.#afterHold = [];
		this.#isHeld = false;
		this.all = [];
	}

	#startNext(): void {
		while (this.#processing < this.#options.concurrency) {
			const job = this.#line.shift();
			if (job === undefined) {
				return;
			}
			this.#processing++;
			job.status = "processing";
			this.#options.onChange(job);
			this.#work(job);
		}
	}

	#work(job: JobRecord): void {
		const fetched = this.#fetches.get(job)?.();
		this.#later(this.#options.processingMs, job, () => {
			if (fetched === undefined) {
				this.#end(job);
				return;
			}
			void fetched.then((found) => {
				// Not after a reset.
				if (this.all.includes(job)) {
					Object.assign(job, found);
					this.#end(job);
				}
			});
		});
	}

	#end(job: JobRecord): void {
		this.#processing--;
		job.status = job.error === undefined ? "completed" : "error";
		job.completed = Date.now();
		this.#options.onChange(job);
		this.#startNext();
	}

	#later(time: JobTime, job: JobRecord, work: () => void): void {
		const ms = typeof time === "number" ? time : time(job);
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			if (this.#isHeld) {
				this.#afterHold.push(work);
			} else {
				work();
			}
		}, ms);
		this.#timers.add(timer);
	}
}

/** A job as `GET /v2/transcript/{id}` shows it. */
export function transcriptOf(job: JobRecord): Transcript {
	const { words, language, duration } = job.script;
	const isDone = job.status === "completed" && !job.deleted;
	const { multichannel } = job.params;
	const withSpeakers = job.params.speaker_labels === true || multichannel;
	const shown = words.map(({ text, start, end, speaker }) => ({
		text,
		start,
		end,
		confidence: 0.97,
		...(multichannel
			? { speaker: channelOf(speaker), channel: channelOf(speaker) }
			: { speaker: withSpeakers ? speaker : null }),
	}));
	const joined = (part: readonly ShownWord[]) => textOf(part, language);
	const transcript = {
		...job.params,
		id: job.id,
		status: job.status,
		audio_url: job.deleted ? "http://deleted_by_user" : job.audioUrl,
		text: job.deleted ? "Deleted by user." : isDone ? joined(shown) : null,
		words: isDone ? shown : null,
		utterances: isDone && withSpeakers ? utterancesOf(shown, joined) : null,
		...(multichannel && { audio_channels: 2 }),
		confidence: isDone ? 0.97 : null,
		audio_duration: isDone ? duration : null,
		language_code: job.params.language_code ?? language,
		audio_start_from: job.params.audio_start_from ?? null,
		audio_end_at: job.params.audio_end_at ?? null,
		language_model: "assemblyai_default",
		acoustic_model: "assemblyai_default",
		speech_model: null,
		auto_highlights: false,
		redact_pii: job.params.redact_pii ?? false,
		summarization: false,
		webhook_auth: false,
		...(job.status === "error" && { error: job.error }),
	};
	return transcript as unknown as Transcript;
}

interface ShownWord {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly speaker: string | null;
	readonly channel?: string;
}

/** Speakers on channels of their own: `A` is heard on the first. */
function channelOf(speaker: string | null): string {
	return speaker === "B" ? "2" : "1";
}

/** Words in a row; Japanese, Chinese and Thai have no spaces. */
export function textOf(
	words: readonly { readonly text: string }[],
	language: string,
): string {
	const space = /^(ja|zh|th)/.test(language) ? "" : " ";
	return words.map(({ text }) => text).join(space);
}

function utterancesOf(
	words: readonly ShownWord[],
	joined: (words: readonly ShownWord[]) => string,
) {
	const groups: ShownWord[][] = [];
	for (const word of words) {
		const last = groups.at(-1);
		if (last?.[0]?.speaker === word.speaker) {
			last?.push(word);
		} else {
			groups.push([word]);
		}
	}
	return groups.map((group) => ({
		speaker: group[0]?.speaker ?? "A",
		...(group[0]?.channel !== undefined && { channel: group[0].channel }),
		text: joined(group),
		start: group[0]?.start ?? 0,
		end: group.at(-1)?.end ?? 0,
		confidence: 0.97,
		words: group,
	}));
}
