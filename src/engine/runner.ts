import * as path from "node:path";
import { isAddress } from "../address/address.ts";
import type { ActiveJob } from "./activeJob.ts";
import { Cancelled, Shutdown } from "./activeJob.ts";
import { standingBeside } from "./elsewhere.ts";
import type { EngineEvent } from "./events.ts";
import { JournalProblem, recordOf } from "./failureRecord.ts";
import type { Caller, Gateway } from "./gateway.ts";
import { Hashes } from "./hashes.ts";
import type { History } from "./history/history.ts";
import { recordOfJob, type Written } from "./history/record.ts";
import {
	idsAtService,
	isRunning,
	type Job,
	type JobSpec,
	type JobState,
	leftAtService,
	type PlannedOutput,
	type RunningState,
	transcriptIdOf,
	type WorkAtService,
} from "./job.ts";
import { joinedFiles } from "./joined.ts";
import type { Journal } from "./journal.ts";
import { Expectations } from "./pace.ts";
import { deleteIfThere } from "./remoteTranscript.ts";
import { shownSource, sourceName } from "./source.ts";
import type { StepContext } from "./steps/context.ts";
import { findJob } from "./steps/submit.ts";
import { take } from "./steps/take.ts";
import {
	cancelledFrom,
	failedAt,
	isForgettable,
	resumeFrom,
} from "./transitions.ts";
import { type Turn, Turns } from "./turns.ts";
import { Watcher } from "./watcher.ts";

/** What a runner works with. */
interface RunnerParts {
	/** Looks into recordings, and takes their audio out. */
	readonly media: StepContext["media"];
	readonly emit: (event: EngineEvent) => void;
	readonly gateway: Gateway;
	readonly journal: Journal;
	readonly history: History;
	/** Whether transcripts are deleted at the service once they are on disk. */
	readonly deletesWhenSaved: () => boolean;
	/** All jobs of this process. */
	readonly jobs: () => readonly Job[];
	/** Those of them that nobody has given up. */
	readonly atWork: () => readonly Job[];
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
	readonly #turns = new Turns();

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
		using turn = this.#turns.of(turnKey(active.job.spec));
		while (isRunning(state)) {
			const next = await this.#next(active, state, from, turn);
			if (next === undefined) {
				return;
			}
			state = await this.#enter(active, state, next);
			from = "new";
		}
		const left = leftAtService(state);
		if (left !== undefined) {
			await this.cleanUp(active, left, "new");
		}
		await this.#addHash(active.job);
	}

	/**
	 * Adds the recording's hash to a done job's record, where that did not wait
	 * for it. The JSON stays without: it may be open in an editor by now.
	 */
	async #addHash(job: Job): Promise<void> {
		const sha256 = await this.#hashes.late(job.spec.id);
		if (sha256 === undefined || job.state.step !== "done") {
			return;
		}
		const { history } = this.#parts;
		const isAdded = await this.#withHistory(job, async () => {
			const record = await history.find(job.spec.id);
			await (record && history.update({ ...record, sha256 }));
		});
		if (isAdded) {
			this.#parts.emit({ type: "hashed", job });
		}
	}

	/** Moves a job on, once the journal holds its next state; resolves to that. */
	async #enter(
		active: ActiveJob,
		state: RunningState,
		next: JobState,
	): Promise<JobState> {
		active.isEntering = true;
		try {
			const problem = await this.#recordNext(active, next);
			if (problem === undefined || next.step !== "submitting") {
				active.enter(next);
				return next;
			}
			return await this.failWithoutJournal(active, state, next, problem);
		} finally {
			active.isEntering = false;
		}
	}

	/** Writes the next state, anew where another request has joined the job meanwhile. */
	async #recordNext(
		active: ActiveJob,
		state: JobState,
	): Promise<Error | undefined> {
		for (;;) {
			const { job } = active;
			const problem = await this.record({ ...job, state });
			if (active.job.spec === job.spec) {
				return problem;
			}
		}
	}

	/**
	 * Adds the files of another request to a running job.
	 *
	 * @returns false where the job is at its files already.
	 */
	async join(active: ActiveJob, output: PlannedOutput): Promise<boolean> {
		const { spec, state } = active.job;
		if (!isRunning(state) || state.step === "writing") {
			return false;
		}
		const joined = joinedFiles(spec, output);
		if (joined !== undefined) {
			active.join(joined);
			// A transition that is under way writes it with the state that comes: the
			// present one must not stand in the journal after that.
			if (!active.isEntering) {
				await this.record(active.job);
			}
		}
		return true;
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
		const cause = new JournalProblem(problem);
		const failed = failedAt(active.job, state, cause, resume);
		await this.record({ ...active.job, state: failed });
		active.enter(failed);
		return failed;
	}

	/** The state after a running one; absent where the engine shuts down. */
	async #next(
		active: ActiveJob,
		state: RunningState,
		origin: Origin,
		turn: Turn,
	): Promise<JobState | undefined> {
		const { signal } = active;
		try {
			signal.throwIfAborted();
			await (needsTurn(active.job.spec, state)
				? turn.take(signal)
				: turn.end());
			return await take(state, this.#context(active, origin));
		} catch (error) {
			if (signal.reason instanceof Shutdown) {
				return undefined;
			}
			if (signal.reason instanceof Cancelled) {
				return cancelledFrom(state);
			}
			const known = error instanceof Error ? error : new Error(String(error));
			return failedAt(active.job, state, known, resumeFrom(state, known));
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
		const extension = path.extname(sourceName(spec.source)).toLowerCase();
		// It may outlast the job, which the engine knows no more once it is forgotten.
		const hashing = AbortSignal.any([active.signal, this.#parts.shutdown]);
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
					...this.#parts.atWork().filter(({ spec: { id } }) => id !== spec.id),
				]),
			checkKey: () => this.#parts.gateway.checkKey(caller),
			keep: (written) => this.#keep(active.job, written),
			deletesWhenSaved: this.#parts.deletesWhenSaved(),
			idsOfOthers: () => this.#idsOfOthers(active.job),
			hash: (file) => this.#hashes.of(spec, file, hashing),
			hashLate: (file) => this.#hashes.catchUp(spec, file, hashing),
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

	/** A history that cannot be written fails no job: its files are there. */
	#keep(job: Job, written: Written): Promise<boolean> {
		return this.#withHistory(job, async () => {
			const record = recordOfJob(job, written, new Date());
			await this.#parts.history.save(record, written.state.transcript);
		});
	}

	/** Resolves to whether the history could be written; where it could not, that is told. */
	async #withHistory(job: Job, work: () => Promise<void>): Promise<boolean> {
		try {
			await work();
			return true;
		} catch (error) {
			if (!(error instanceof Error)) {
				throw error;
			}
			this.#parts.emit({ type: "historyProblem", job, error });
			return false;
		}
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
					...recordOf(error, spec.source, transcriptIdOf(state)),
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
	 * The transcripts of other jobs with the same source. Of a file there is
	 * nothing to be told apart: each upload has an address of its own.
	 */
	async #idsOfOthers({ spec }: Job): Promise<ReadonlySet<string>> {
		if (!isAddress(spec.source)) {
			return new Set();
		}
		const jobs = [
			...this.#parts.jobs(),
			...(await this.#parts.journal.others()),
		];
		const ids = new Set<string>();
		for (const { spec: other, state } of jobs) {
			if (other.id !== spec.id && other.source === spec.source) {
				for (const id of idsAtService(state)) {
					ids.add(id);
				}
			}
		}
		// Those that are done are with no job any more.
		const shown = shownSource(spec.source);
		for await (const record of this.#parts.history.all()) {
			if (record.source === shown && record.spec.id !== spec.id) {
				ids.add(record.transcriptId);
			}
		}
		return ids;
	}

	/**
	 * Deletes at the service what an ended job has left there, and says so.
	 * What may succeed later stays in the journal for the next start.
	 */
	async cleanUp(
		active: ActiveJob,
		left: WorkAtService,
		origin: Origin,
	): Promise<void> {
		const { job } = active;
		const caller = this.#caller(active, this.#parts.shutdown);
		const context = { idsOfOthers: () => this.#idsOfOthers(job) };
		const lostAt = Date.now();
		let transcriptId = left.transcriptId ?? left.spent.at(-1);
		try {
			await this.#parts.gateway.attempts(
				async (service, options) => {
					for (const id of left.spent) {
						await deleteIfThere(id, service, options);
					}
					expectCertain(job, left, origin, lostAt);
					const made =
						left.transcriptId ??
						(await findJob(left, context, service, options, lostAt));
					if (made !== undefined) {
						transcriptId = made;
						await deleteIfThere(made, service, options);
					}
				},
				caller,
				{ patience: () => "attempts" },
			);
			await this.#markDeleted(job);
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
		// There is nothing left to do for it, so that this forgets it.
		await this.record({ ...job, state: { step: "cancelled" } });
	}

	/** Has the history say that a done job's transcript is at the service no longer. */
	async #markDeleted(job: Job): Promise<void> {
		if (job.state.step !== "done") {
			return;
		}
		const { history } = this.#parts;
		const deletedAt = new Date().toISOString();
		await this.#withHistory(job, async () => {
			const record = await history.find(job.spec.id);
			await (record && history.update({ ...record, deletedAt }));
		});
	}
}

/** Only so long after a submit is what it made looked for to be deleted, in milliseconds. */
const CERTAIN_MS = 10 * 60_000;

/**
 * Makes sure that what is found can be deleted: a transcript of the same
 * address may be somebody else's as well.
 *
 * @throws where the job's own one can no longer be told from those.
 */
function expectCertain(
	{ spec }: Job,
	{ transcriptId }: WorkAtService,
	origin: Origin,
	lostAt: number,
): void {
	const isLate = origin === "resumed" || Date.now() - lostAt > CERTAIN_MS;
	if (isAddress(spec.source) && transcriptId === undefined && isLate) {
		throw new Error("it can no longer be told from others of the same address");
	}
}

/** What a job waits its turn for from the look at what is there until its own transcript is known. */
function needsTurn({ source }: JobSpec, { step }: RunningState): boolean {
	return isAddress(source) && (step === "preparing" || step === "submitting");
}

function turnKey({ source, baseUrl }: JobSpec): string {
	return `${baseUrl} ${source}`;
}
