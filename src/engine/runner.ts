import * as path from "node:path";
import type { CallOptions } from "../assemblyai/client.ts";
import { isKind } from "../assemblyai/failure.ts";
import type { ActiveJob } from "./activeJob.ts";
import { Cancelled, Shutdown } from "./activeJob.ts";
import { standingBeside } from "./elsewhere.ts";
import type { EngineEvent } from "./events.ts";
import { JournalProblem, recordOf } from "./failureRecord.ts";
import type { Caller, Gateway } from "./gateway.ts";
import { Hashes } from "./hashes.ts";
import {
	type CancelledWork,
	isRunning,
	type Job,
	type JobState,
	type RunningState,
	transcriptIdOf,
} from "./job.ts";
import type { Journal } from "./journal.ts";
import { Expectations } from "./pace.ts";
import type { Service } from "./service.ts";
import type { StepContext } from "./steps/context.ts";
import { findJob } from "./steps/submit.ts";
import { take } from "./steps/take.ts";
import {
	cancelledFrom,
	failedAt,
	isForgettable,
	resumeFrom,
} from "./transitions.ts";
import { Watcher } from "./watcher.ts";

/** What a runner works with. */
interface RunnerParts {
	/** Looks into recordings, and takes their audio out. */
	readonly media: StepContext["media"];
	readonly emit: (event: EngineEvent) => void;
	readonly gateway: Gateway;
	readonly journal: Journal;
	/** All jobs of this process. */
	readonly jobs: () => Job[];
	/** Aborted where the whole engine ends. */
	readonly shutdown: AbortSignal;
}

/** How a job came to its state: just now, from the journal, or by a retry. */
export type Origin = "new" | "resumed" | "retried";

/** Takes single jobs from state to state; each is in the journal before it is relied on. */
export class JobRunner {
	readonly #parts: RunnerParts;
	readonly #watchers = new Map<string, Watcher>();
	readonly #expectations = new Expectations();
	readonly #hashes = new Hashes();

	constructor(parts: RunnerParts) {
		this.#parts = parts;
	}

	/**
	 * Step after step until the job has ended, or the engine shuts down. It goes
	 * by the states that it entered itself: a job that ended may be restarted by
	 * whoever waited for that, and two must not work on it.
	 */
	async advance(active: ActiveJob, origin: Origin): Promise<void> {
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
			await this.cleanUp(active, state.left);
		}
	}

	/** Moves a job on, once the journal holds its next state; resolves to that. */
	async #enter(
		active: ActiveJob,
		state: RunningState,
		next: JobState,
	): Promise<JobState> {
		const problem = await this.record({ ...active.job, state: next });
		if (problem === undefined || next.step !== "submitting") {
			active.enter(next);
			return next;
		}
		return this.failWithoutJournal(active, state, next, problem);
	}

	/**
	 * Fails a job whose state could not be saved before it was submitted: that
	 * costs money, and a crash would make it twice.
	 *
	 * @param resume - where a retry goes on.
	 */
	async failWithoutJournal(
		active: ActiveJob,
		state: RunningState,
		resume: RunningState,
		problem: Error,
	): Promise<JobState> {
		const failed = failedAt(state, new JournalProblem(problem), resume);
		await this.record({ ...active.job, state: failed });
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
	async record(job: Job): Promise<Error | undefined> {
		try {
			await (isForgettable(job.state)
				? this.#parts.journal.remove(job.spec.id)
				: this.#parts.journal.write(job));
			return undefined;
		} catch (error) {
			if (!(error instanceof Error)) {
				throw error;
			}
			this.#parts.emit({ type: "journalProblem", job, error });
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
			media: this.#parts.media,
			signal: active.signal,
			isFresh: origin === "new",
			isRetry: origin === "retried",
			shutdown: this.#parts.shutdown,
			watcher: this.#watcher(spec.baseUrl),
			attempts: (attempt, options) =>
				this.#parts.gateway.attempts(attempt, caller, options),
			again: (error, attempt) =>
				this.#parts.gateway.again(error, attempt, caller),
			standing: async () =>
				standingBeside(active.job, [
					...(await this.#parts.journal.others()),
					...this.#parts.jobs().filter(({ spec: { id } }) => id !== spec.id),
				]),
			checkKey: () => this.#parts.gateway.checkKey(caller),
			hash: (file) => this.#hashes.of(spec.source, file, active.signal),
			expectedMs: (bytes) => this.#expectations.expectedMs(extension, bytes),
			learn: (...experience) =>
				this.#expectations.learn(extension, ...experience),
			onExamined: (facts) => active.examined(facts),
			onSent: (bytes, fraction) => active.sent(bytes, fraction),
			onAudioOnly: (fileBytes, sentBytes) =>
				this.#parts.emit({
					type: "audioOnly",
					job: active.job,
					fileBytes,
					sentBytes,
					requestId: active.requestId,
				}),
			onSentWhole: (error) =>
				this.#parts.emit({ type: "sentWhole", job: active.job, error }),
			onStatus: (status) => active.status(status),
			onFound: (transcriptId) =>
				this.#parts.emit({
					type: "foundAtService",
					job: active.job,
					transcriptId,
					requestId: active.requestId,
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
	async cleanUp(active: ActiveJob, left: CancelledWork): Promise<void> {
		const { job } = active;
		const caller = this.#caller(active, this.#parts.shutdown);
		const lostAt = Date.now();
		let transcriptId = left.transcriptId ?? left.spent.at(-1);
		try {
			await this.#parts.gateway.attempts(
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
			this.#parts.emit({ type: "cleanedUp", job, transcriptId });
		} catch (error) {
			if (this.#parts.shutdown.aborted || !(error instanceof Error)) {
				return;
			}
			this.#parts.emit({ type: "cleanedUp", job, transcriptId, error });
			const { retryable, type } = recordOf(error);
			if (retryable || type === "keyMissing" || type === "keyRefused") {
				return;
			}
		}
		await this.record({ ...job, state: { step: "cancelled" } });
	}
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
		if (!isKind(error, "notFound")) {
			throw error;
		}
	}
}
