import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { CallOptions } from "../assemblyai/client.ts";
import { ServiceFailure } from "../assemblyai/failure.ts";
import { checkFile, FileProblem } from "../media/check.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import type { BreakerState } from "../retry/breaker.ts";
import { ActiveJob, Cancelled, Shutdown } from "./activeJob.ts";
import type { EngineEvent, JobView, Outcome } from "./events.ts";
import { canBeRetried } from "./failedJobs.ts";
import { JournalProblem, recordOf } from "./failureRecord.ts";
import { type Caller, Gateway, type GatewaySettings } from "./gateway.ts";
import {
	type CancelledWork,
	isRunning,
	type Job,
	type JobSpec,
	type JobState,
	type PlannedOutput,
	type RunningState,
	transcriptIdOf,
} from "./job.ts";
import { Journal } from "./journal.ts";
import { Owner, watchOwner } from "./owner.ts";
import { Expectations } from "./pace.ts";
import type { Service } from "./service.ts";
import { findJob, type StepContext, take } from "./steps.ts";
import { Watcher } from "./watcher.ts";

/** What an engine works with. */
export interface EngineOptions {
	/** Folder of the journal, shared by all windows. */
	readonly journalFolder: string;
	readonly settings: () => GatewaySettings;
	/**
	 * The service for the key as it is now, the same object while that stays.
	 * Throws `KeyMissing` where there is none.
	 */
	readonly connect: (baseUrl: string) => Promise<Service>;
	readonly media: Pick<MediaReader, "examine" | "sendTrack">;
	readonly emit: (event: EngineEvent) => void;
}

/** A job to be done: one file of a command. */
export type NewJob = Omit<JobSpec, "id" | "createdAt" | "command">;

/**
 * Takes jobs from the click to the file. Each transition is in the journal
 * before it is relied on, so that a job goes on where it was, in this process
 * or the next one.
 */
export class Engine implements AsyncDisposable {
	readonly #options: EngineOptions;
	readonly #owner: Owner;
	readonly #journal: Journal;
	readonly #gateway: Gateway;
	readonly #watchers = new Map<string, Watcher>();
	readonly #expectations = new Expectations();
	readonly #jobs = new Map<string, ActiveJob>();
	/** Everything under way, so that an end waits for it. */
	readonly #running = new Set<Promise<void>>();
	/** Live owners of other jobs, each with what ends the watch of it. */
	readonly #watched = new Map<string, () => void>();
	readonly #shutdown = new AbortController();
	#resuming: Promise<void> | undefined;

	private constructor(options: EngineOptions, owner: Owner, journal: Journal) {
		this.#options = options;
		this.#owner = owner;
		this.#journal = journal;
		this.#gateway = new Gateway(options.connect, options.settings, (state) =>
			options.emit({ type: "breaker", state }),
		);
	}

	/** Starts without any job; {@link resume} looks for those of earlier starts. */
	static async start(options: EngineOptions): Promise<Engine> {
		const owner = await Owner.start();
		const journal = new Journal(options.journalFolder, owner.id);
		await journal.open();
		return new Engine(options, owner, journal);
	}

	/** All jobs of this process, running and ended, oldest first. */
	get jobs(): JobView[] {
		return [...this.#jobs.values()].map((active) => active.view);
	}

	get breakerState(): BreakerState {
		return this.#gateway.breaker.state;
	}

	/** Asks a service that did not answer again now, instead of when it is due. */
	tryNow(): void {
		this.#gateway.breaker.tryNow();
	}

	/**
	 * Starts the files of one command, and resolves to their jobs' IDs, in
	 * order. A file whose job is at work already joins that; one whose job
	 * failed goes on where that stopped, as long as it is the same file.
	 */
	async start(files: readonly NewJob[]): Promise<string[]> {
		// What an earlier start has left is joined, too.
		await this.resume();
		const command = { id: randomUUID(), files: files.length };
		const ids: string[] = [];
		for (const file of files) {
			ids.push(await this.#startFile(file, command));
		}
		return ids;
	}

	/** Resolves when a job has ended; rejects when the engine shuts down first. */
	ended(id: string): Promise<Outcome> {
		return this.#get(id).ended;
	}

	/**
	 * Cancels jobs. They end at once; what they have at the service is deleted
	 * there afterwards, in this process or the next.
	 */
	cancel(ids: Iterable<string>): void {
		for (const id of ids) {
			this.#get(id).abort(new Cancelled());
		}
	}

	/**
	 * Goes on with failed jobs, each where it stopped.
	 *
	 * @param options.folder - where to write the transcripts in place of the
	 * planned folder, under the same names; nothing is replaced there.
	 */
	async retry(
		ids: Iterable<string>,
		{ folder }: { readonly folder?: string } = {},
	): Promise<void> {
		for (const id of ids) {
			const active = this.#get(id);
			const { output } = active.job.spec;
			await this.#restart(
				active,
				folder === undefined ? {} : { output: movedTo(folder, output) },
			);
		}
	}

	/**
	 * Takes over the jobs of processes that are no more, and watches those
	 * that are, to take over theirs when they end. May be called again, to see
	 * those that have come since.
	 */
	resume(): Promise<void> {
		this.#resuming ??= this.#resume().finally(() => {
			this.#resuming = undefined;
		});
		return this.#resuming;
	}

	async #resume(): Promise<void> {
		for (const owner of await this.#journal.otherOwners()) {
			if (this.#watched.has(owner)) {
				continue;
			}
			this.#watched.set(owner, () => {});
			const { is, stop } = await watchOwner(owner, () => {
				this.#watched.delete(owner);
				this.#background(this.#takeOver(owner));
			});
			if (is === "alive") {
				this.#watched.set(owner, stop);
				continue;
			}
			this.#watched.delete(owner);
			if (is === "dead") {
				await this.#takeOver(owner);
			}
		}
	}

	/** Stops all work; jobs stay in the journal and go on at the next start. */
	async [Symbol.asyncDispose](): Promise<void> {
		for (const stop of this.#watched.values()) {
			stop();
		}
		this.#shutdown.abort(new Shutdown());
		for (const active of this.#jobs.values()) {
			active.abort(new Shutdown());
		}
		await Promise.allSettled(this.#running);
		this.#gateway.dispose();
		await this.#journal.close();
		await this.#owner[Symbol.asyncDispose]();
	}

	async #takeOver(owner: string): Promise<void> {
		if (this.#shutdown.signal.aborted) {
			return;
		}
		const { jobs, unreadable } = await this.#journal.takeOver(owner);
		for (const entry of unreadable) {
			this.#options.emit({ type: "unreadableEntry", ...entry });
		}
		for (const job of jobs) {
			const active = this.#add(job);
			if (isRunning(job.state)) {
				this.#options.emit({ type: "resumed", job });
				this.#run(active, "resumed");
			} else if (job.state.step === "cancelled" && job.state.left) {
				this.#background(this.#cleanUp(active, job.state.left));
			} else if (!(await canBeRetried(job, Date.now()))) {
				this.#jobs.delete(job.spec.id);
				await this.#journal.remove(job.spec.id);
			}
		}
	}

	/** Starts, joins or goes on with the job of a file; resolves to its ID. */
	async #startFile(file: NewJob, command: JobSpec["command"]): Promise<string> {
		const failed = this.#find(file, ({ job }) => job.state.step === "failed");
		const isSame = failed !== undefined && (await isSameFile(failed.job));
		// One that is being cancelled already is none to join. Looked for last: a
		// start of the same file may have made one in the meantime.
		const running = this.#find(
			file,
			({ job, signal }) => isRunning(job.state) && !signal.aborted,
		);
		if (running !== undefined) {
			return running.job.spec.id;
		}
		if (isSame && failed.job.state.step === "failed") {
			await this.#restart(failed, { command, output: file.output });
			return failed.job.spec.id;
		}
		const spec: JobSpec = {
			...file,
			id: randomUUID(),
			command,
			createdAt: new Date().toISOString(),
		};
		const job: Job = { spec, state: { step: "checking" }, attempts: [] };
		// Known at once, so that the same command again joins it.
		await this.#begin(this.#add(job), "new");
		return spec.id;
	}

	/** Goes on with a job where it failed. @param changes - to what was asked for. */
	async #restart(
		active: ActiveJob,
		changes: Partial<Pick<JobSpec, "command" | "output">>,
	): Promise<void> {
		const { job } = active;
		if (job.state.step !== "failed") {
			return;
		}
		const spec = { ...job.spec, ...changes };
		active.restart({ ...job, spec, state: job.state.resume });
		await this.#begin(active, "retried");
	}

	/** Sets a job to work, once the journal holds it. */
	async #begin(active: ActiveJob, origin: Origin): Promise<void> {
		const { job } = active;
		await this.#record(job);
		active.tellBegin();
		this.#run(active, origin);
	}

	#add(job: Job): ActiveJob {
		const active = new ActiveJob(job, this.#options.emit);
		this.#jobs.set(job.spec.id, active);
		return active;
	}

	#get(id: string): ActiveJob {
		const active = this.#jobs.get(id);
		if (active === undefined) {
			throw new Error(`There is no job ${id}`);
		}
		return active;
	}

	/** A job that asks for the same as a new one, and fits. */
	#find(
		file: NewJob,
		fits: (active: ActiveJob) => boolean,
	): ActiveJob | undefined {
		return [...this.#jobs.values()].find((active) => {
			const { spec } = active.job;
			return (
				fits(active) &&
				spec.source === file.source &&
				spec.baseUrl === file.baseUrl &&
				isDeepStrictEqual(spec.params, file.params) &&
				isDeepStrictEqual(spec.media, file.media)
			);
		});
	}

	#run(active: ActiveJob, origin: Origin): void {
		this.#background(this.#advance(active, origin));
	}

	#background(work: Promise<void>): void {
		const tracked = work
			.catch((error: unknown) => {
				const known = error instanceof Error ? error : new Error(String(error));
				this.#options.emit({ type: "internal", error: known });
			})
			.finally(() => this.#running.delete(tracked));
		this.#running.add(tracked);
	}

	/**
	 * Step after step until the job has ended, or the engine shuts down. It goes
	 * by the states that it entered itself: a job that ended may be restarted by
	 * whoever waited for that, and two must not work on it.
	 */
	async #advance(active: ActiveJob, origin: Origin): Promise<void> {
		let from = origin;
		let { state } = active.job;
		while (isRunning(state)) {
			const next = await this.#next(active, state, from);
			if (next === undefined) {
				return;
			}
			state = await this.#enter(active, state, next);
			from = "new";
		}
		if (state.step === "cancelled" && state.left !== undefined) {
			await this.#cleanUp(active, state.left);
		}
	}

	/** Moves a job on, once the journal holds its next state; resolves to that. */
	async #enter(
		active: ActiveJob,
		state: RunningState,
		next: JobState,
	): Promise<JobState> {
		const problem = await this.#record({ ...active.job, state: next });
		if (problem === undefined || next.step !== "submitting") {
			active.enter(next);
			return next;
		}
		// What is submitted costs money, and a crash would make it twice.
		const failed = failedAt(state, new JournalProblem(problem), next);
		await this.#record({ ...active.job, state: failed });
		active.enter(failed);
		return failed;
	}

	/** The state after a running one; absent where the engine shuts down. */
	async #next(
		active: ActiveJob,
		state: RunningState,
		origin: Origin,
	): Promise<JobState | undefined> {
		const { signal } = active;
		try {
			signal.throwIfAborted();
			return await take(state, this.#context(active, origin));
		} catch (error) {
			if (signal.reason instanceof Shutdown) {
				return undefined;
			}
			if (signal.reason instanceof Cancelled) {
				return cancelledFrom(state);
			}
			const known = error instanceof Error ? error : new Error(String(error));
			return failedAt(state, known, resumeFrom(state, known));
		}
	}

	/**
	 * Writes a job's state, or forgets it where nothing is left to do. Resolves
	 * to what stands in the way, which is told: a full disk must not stop what is
	 * paid for already.
	 */
	async #record(job: Job): Promise<Error | undefined> {
		try {
			await (isForgettable(job.state)
				? this.#journal.remove(job.spec.id)
				: this.#journal.write(job));
			return undefined;
		} catch (error) {
			if (!(error instanceof Error)) {
				throw error;
			}
			this.#options.emit({ type: "journalProblem", job, error });
			return error;
		}
	}

	#context(active: ActiveJob, origin: Origin): StepContext {
		const { spec, media } = active.job;
		const caller = this.#caller(active, active.signal);
		const extension = path.extname(spec.source).toLowerCase();
		return {
			spec,
			...(media && { facts: media }),
			media: this.#options.media,
			signal: active.signal,
			isFresh: origin === "new",
			isRetry: origin === "retried",
			shutdown: this.#shutdown.signal,
			watcher: this.#watcher(spec.baseUrl),
			attempts: (attempt, options) =>
				this.#gateway.attempts(attempt, caller, options),
			again: (error, attempt) => this.#gateway.again(error, attempt, caller),
			checkKey: () => this.#gateway.checkKey(caller),
			expectedMs: (bytes) => this.#expectations.expectedMs(extension, bytes),
			learn: (...experience) =>
				this.#expectations.learn(extension, ...experience),
			onExamined: (facts) => active.examined(facts),
			onSent: (bytes, fraction) => active.sent(bytes, fraction),
			onAudioOnly: (fileBytes, sentBytes) =>
				this.#options.emit({
					type: "audioOnly",
					job: active.job,
					fileBytes,
					sentBytes,
				}),
			onSentWhole: (error) =>
				this.#options.emit({ type: "sentWhole", job: active.job, error }),
			onStatus: (status) => active.status(status),
			onFound: (transcriptId) =>
				this.#options.emit({
					type: "foundAtService",
					job: active.job,
					transcriptId,
				}),
		};
	}

	#caller(active: ActiveJob, signal: AbortSignal): Caller {
		const { spec, state } = active.job;
		const step = isRunning(state) ? state.step : "waiting";
		return {
			baseUrl: spec.baseUrl,
			files: spec.command.files,
			signal,
			onAttempt: () => active.beginAttempt(),
			onFailedAttempt: ({ error, ...attempt }) =>
				active.failedAttempt({
					...recordOf(error, transcriptIdOf(state)),
					step,
					...attempt,
				}),
			onRequest: (request) => active.request(request),
		};
	}

	#watcher(baseUrl: string): Watcher {
		let watcher = this.#watchers.get(baseUrl);
		if (watcher === undefined) {
			watcher = new Watcher();
			this.#watchers.set(baseUrl, watcher);
		}
		return watcher;
	}

	/**
	 * Deletes at the service what a cancelled job has left there, and says so.
	 * What may succeed later stays in the journal for the next start.
	 */
	async #cleanUp(active: ActiveJob, left: CancelledWork): Promise<void> {
		const { job } = active;
		const caller = this.#caller(active, this.#shutdown.signal);
		const lostAt = Date.now();
		let transcriptId = left.transcriptId ?? left.spent.at(-1);
		try {
			await this.#gateway.attempts(
				async (service, options) => {
					const made =
						left.transcriptId ??
						(await findJob(left, service, options, lostAt));
					transcriptId = made ?? transcriptId;
					for (const id of made ? [...left.spent, made] : left.spent) {
						await deleteIfThere(id, service, options);
					}
				},
				caller,
				{ patience: () => "attempts" },
			);
			this.#options.emit({ type: "cleanedUp", job, transcriptId });
		} catch (error) {
			if (this.#shutdown.signal.aborted || !(error instanceof Error)) {
				return;
			}
			this.#options.emit({ type: "cleanedUp", job, transcriptId, error });
			const { retryable, type } = recordOf(error);
			if (retryable || type === "keyMissing" || type === "keyRefused") {
				return;
			}
		}
		await this.#record({ ...job, state: { step: "cancelled" } });
	}
}

/** How a job came to its state: just now, from the journal, or by a retry. */
type Origin = "new" | "resumed" | "retried";

function failedAt(
	state: RunningState,
	error: Error,
	resume: RunningState,
): JobState {
	const failure = recordOf(error, transcriptIdOf(state));
	return { step: "failed", at: state.step, failure, resume };
}

function movedTo(
	folder: string,
	{ path: planned }: PlannedOutput,
): PlannedOutput {
	return {
		path: path.join(folder, path.basename(planned)),
		ifExists: "keepBoth",
	};
}

/** A deletion whose answer was lost finds nothing to delete the next time. */
async function deleteIfThere(
	transcriptId: string,
	service: Service,
	options: CallOptions,
): Promise<void> {
	try {
		await service.delete(transcriptId, options);
	} catch (error) {
		if (!(error instanceof ServiceFailure && error.kind === "notFound")) {
			throw error;
		}
	}
}

/** Whether nothing would be lost with a state: the journal need not hold it. */
function isForgettable(state: JobState): boolean {
	switch (state.step) {
		case "done":
			return true;
		case "failed":
			return state.resume.step === "checking";
		case "cancelled":
			return state.left === undefined;
		default:
			return false;
	}
}

/** Whether a failed job's file is still the one that it had checked. */
async function isSameFile({ spec, state }: Job): Promise<boolean> {
	if (state.step !== "failed" || !("file" in state.resume)) {
		return false;
	}
	const { file } = state.resume;
	try {
		const now = await checkFile(spec.source);
		return now.size === file.size && now.modifiedMs === file.modifiedMs;
	} catch (error) {
		if (error instanceof FileProblem) {
			return false;
		}
		throw error;
	}
}

/** Where a retry goes on: where the job was, unless that cannot succeed. */
function resumeFrom(state: RunningState, error: Error): RunningState {
	const record = recordOf(error);
	const mustStartOver =
		error instanceof FileProblem || record.type === "transcriptError";
	return mustStartOver ? { step: "checking" } : state;
}

function cancelledFrom(state: RunningState): JobState {
	switch (state.step) {
		case "checking":
		case "preparing":
		case "uploading":
			return { step: "cancelled" };
		case "submitting": {
			const { upload, spent } = state;
			return { step: "cancelled", left: { upload, spent } };
		}
		case "waiting": {
			const { upload, spent, transcriptId } = state;
			return { step: "cancelled", left: { upload, spent, transcriptId } };
		}
		case "writing":
			return {
				step: "cancelled",
				left: {
					upload: { url: "", acknowledgedAt: "" },
					spent: [],
					transcriptId: state.transcript.id,
				},
			};
		default:
			return state satisfies never;
	}
}
