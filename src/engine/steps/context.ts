import type { CallOptions } from "../../assemblyai/client.ts";
import type { MediaFacts } from "../../media/inspection.ts";
import type { MediaReader } from "../../media/mediaReader.ts";
import type { Standing } from "../elsewhere.ts";
import type { Written } from "../history/record.ts";
import type { JobSpec, RunningState, SourceFacts } from "../job.ts";
import type { Service } from "../service.ts";
import type { RemoteStatus, Watcher } from "../watcher.ts";

/**
 * `attempts`: as often as the settings say. `untilItPasses`: for as long as
 * the failure is one that can pass, since the work is done elsewhere.
 */
export type Patience = "attempts" | "untilItPasses";

/** How an attempt is made and repeated. */
export interface AttemptOptions {
	/** Asked after each failure. */
	readonly patience: () => Patience;
	/** Whether its failures are nobody's in particular, and are told to nobody. */
	readonly isShared?: boolean;
	/** Whether it takes one of the places for files that are uploaded. */
	readonly takesPlace?: boolean;
}

/** What a step has to work with. */
export interface StepContext {
	readonly spec: JobSpec;
	/** What is known of the file since it was examined. */
	readonly facts?: MediaFacts;
	readonly media: Pick<MediaReader, "examine" | "sendTrack">;
	readonly signal: AbortSignal;
	/** Whether the state was reached just now, and not read from the journal or retried. */
	readonly isFresh: boolean;
	/** Whether a person asked to go on with the state after it had failed. */
	readonly isRetry: boolean;
	/** Aborted where the whole engine ends, and not this job alone. */
	readonly shutdown: AbortSignal;
	readonly watcher: Watcher;
	/** Runs `attempt` until it succeeds or may not be repeated. */
	attempts<T>(
		attempt: (service: Service, options: CallOptions) => Promise<T>,
		options: AttemptOptions,
	): Promise<T>;
	/**
	 * Waits as after any failed attempt.
	 * @throws the error where there are no attempts left.
	 */
	again(error: Error, attempt: number): Promise<void>;
	/** What to do beside the other windows' jobs, as they are now. */
	readonly standing: () => Promise<Standing>;
	/** Asks once a session and key whether the key works. */
	checkKey(): Promise<void>;
	/** The transcripts of other jobs with the same source, in all windows. */
	readonly idsOfOthers: () => Promise<ReadonlySet<string>>;
	/**
	 * Begins to hash the recording. What it returns gives the SHA-256 without a
	 * long wait; absent where that is not there yet, or the recording is gone or
	 * no longer the one that was checked.
	 */
	hash(file: SourceFacts): () => Promise<string | undefined>;
	/** Has the recording hashed, where it is not yet, for the history to get that later. */
	hashLate(file: SourceFacts): void;
	/**
	 * Keeps what was written in the history; resolves to whether that could be
	 * done. Never rejects: what is paid for is done without it.
	 */
	keep(written: Written): Promise<boolean>;
	/** Whether the transcript is to be deleted at the service once it is on disk. */
	readonly deletesWhenSaved: boolean;
	/** How long a job of this size takes at the service, in milliseconds. */
	expectedMs(bytes: number | undefined): number | undefined;
	/** Tells of the waiting job's success, for the next one's expectation. */
	learn(bytes: number | undefined, audioSeconds: number, tookMs: number): void;
	onExamined(facts: MediaFacts): void;
	/** @param fraction - of the file, from 0 to 1; absent where it is not known. */
	onSent(bytes: number, fraction: number | undefined): void;
	/** Only the audio of a file was sent. */
	onAudioOnly(fileBytes: number, sentBytes: number): void;
	/** The audio could not be taken out: the whole file is sent. */
	onSentWhole(error: Error): void;
	onStatus(status: RemoteStatus): void;
	onFound(transcriptId: string): void;
}

/** One of the states with work to do. */
export type State<S extends RunningState["step"]> = Extract<
	RunningState,
	{ step: S }
>;
