import { randomUUID } from "node:crypto";
import * as path from "node:path";
import PQueue from "p-queue";
import type { MediaReader } from "../media/mediaReader.ts";
import type { BreakerState } from "../retry/breaker.ts";
import { ActiveJob, Cancelled, Shutdown } from "./activeJob.ts";
import { asksForTheSame } from "./elsewhere.ts";
import type { EngineEvent, JobView, Outcome } from "./events.ts";
import {
	canBeRetried,
	hasChanged,
	holdsTranscript,
	isSameFile,
} from "./failedJobs.ts";
import { Gateway, type GatewaySettings } from "./gateway.ts";
import { AtService } from "./history/atService.ts";
import type { History } from "./history/history.ts";
import {
	isRunning,
	isUnsent,
	type Job,
	type JobSpec,
	leftAtService,
	type PlannedOutput,
	plansOf,
	type RunningState,
} from "./job.ts";
import { remaining } from "./joined.ts";
import { Journal } from "./journal.ts";
import { Owner, watchOwner } from "./owner.ts";
import { JobRunner, type Origin } from "./runner.ts";
import type { Service } from "./service.ts";

/** What an engine works with. */
export interface EngineOptions {
	/** Folder of the journal, shared by all windows. */
	readonly journalFolder: string;
	/** What is done goes there. */
	readonly history: History;
	/** Whether transcripts are deleted at the service once they are on disk; asked for each. */
	readonly deletesWhenSaved: () => boolean;
	readonly settings: () => GatewaySettings;
	/**
	 * The service for the key as it is now, the same object while that stays.
	 * Throws `KeyMissing` where there is none.
	 */
	readonly connect: (baseUrl: string) => Promise<Service>;
	readonly media: Pick<MediaReader, "examine" | "sendTrack">;
	readonly emit: (event: EngineEvent) => void;
}

/** What is to be other when a failed job goes on. */
export interface RetryChanges {
	/** Where to write the transcript in place of the planned folder, under the same name; nothing is replaced there. */
	readonly folder?: string;
	/** Sends a recording whole that could not be parsed. */
	readonly asItIs?: true;
	/** What to ask for in place of what was. */
	readonly paramsOf?: (spec: JobSpec) => JobSpec["params"];
	/** What of it a person chose. */
	readonly chosen?: NonNullable<JobSpec["chosen"]>;
}

/** A job to be done: one file of a command. */
export type NewJob = Omit<JobSpec, "id" | "createdAt" | "command">;

/** A transcript of a recording with the same content. */
export type KeptTranscript = Omit<
	Extract<RunningState, { step: "writing" }>,
	"step"
>;

/** So many are written into the journal at once: the disk takes together what comes together. */
const STARTED_AT_ONCE = 16;

/** How long a job that is done or cancelled is known, in milliseconds: who waits for its end has asked by then. */
const ENDED_KNOWN_MS = 600_000;

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
	readonly #runner: JobRunner;
	/** What can be asked of the service about transcripts of the history. */
	readonly atService: AtService;
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
		this.atService = new AtService({
			gateway: this.#gateway,
			history: options.history,
			emit: options.emit,
		});
		this.#runner = new JobRunner({
			media: options.media,
			emit: options.emit,
			gateway: this.#gateway,
			journal,
			history: options.history,
			deletesWhenSaved: options.deletesWhenSaved,
			jobs: () => [...this.#jobs.values()].map(({ job }) => job),
			// One that is cancelled, and only waits for its last answer, is in nobody's way.
			atWork: () =>
				[...this.#jobs.values()]
					.filter(({ signal }) => !signal.aborted)
					.map(({ job }) => job),
			shutdown: this.#shutdown.signal,
		});
	}

	/** Starts without any job; {@link resume} looks for those of earlier starts. */
	static async start(options: EngineOptions): Promise<Engine> {
		const owner = await Owner.start();
		try {
			const journal = new Journal(options.journalFolder, owner.id);
			await journal.open();
			return new Engine(options, owner, journal);
		} catch (error) {
			await owner[Symbol.asyncDispose]();
			throw error;
		}
	}

	/** All jobs of this process, oldest first: those at work, those that failed, and those that ended a short while ago. */
	get jobs(): JobView[] {
		return [...this.#jobs.values()].map((active) => active.view);
	}

	/** A job as it is now; absent where it ended long ago. */
	view(id: string): JobView | undefined {
		return this.#jobs.get(id)?.view;
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
		this.#forgetEnded();
		const command = { id: randomUUID(), files: files.length };
		const queue = new PQueue({ concurrency: STARTED_AT_ONCE });
		return queue.addAll(
			files.map((file) => () => this.#startFile(file, command)),
		);
	}

	/**
	 * Writes a transcript that there is already, as a job of its own: nothing
	 * is sent, and nothing is charged.
	 * @returns its ID.
	 */
	async startKept(file: NewJob, kept: KeptTranscript): Promise<string> {
		const spec: JobSpec = {
			...file,
			id: randomUUID(),
			command: { id: randomUUID(), files: 1 },
			createdAt: new Date().toISOString(),
		};
		const active = this.#add({
			spec,
			state: { step: "writing", isOfAnother: true, ...kept },
			attempts: [],
		});
		await this.#runner.record(active.job);
		this.#shutdown.signal.throwIfAborted();
		this.#options.emit({ type: "keptUsed", job: active.job });
		this.#run(active, "new");
		await this.#forgetReplaced(file, spec.id);
		return spec.id;
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
	 * Goes on with failed jobs, each where it stopped; one whose recording was
	 * changed since begins anew. Those that were forgotten meanwhile are passed
	 * over.
	 * @returns the IDs of the others.
	 */
	async retry(
		ids: Iterable<string>,
		{ folder, asItIs, paramsOf, chosen }: RetryChanges = {},
	): Promise<string[]> {
		const known: string[] = [];
		for (const id of ids) {
			const active = this.#jobs.get(id);
			if (active === undefined) {
				continue;
			}
			known.push(id);
			const { spec } = active.job;
			const { output, also = [], media } = spec;
			await this.#restart(active, {
				...(folder !== undefined && {
					output: movedTo(folder, output),
					also: also.map((each) => movedTo(folder, each)),
				}),
				...(asItIs && { media: { ...media, asItIs } }),
				...(paramsOf && { params: paramsOf(spec) }),
				...(chosen && { chosen }),
			});
		}
		return known;
	}

	/**
	 * Forgets jobs that have failed. What they have at the service stays there;
	 * a transcript that was not written is lost.
	 */
	async forget(ids: Iterable<string>): Promise<void> {
		for (const id of ids) {
			if (this.#jobs.get(id)?.job.state.step === "failed") {
				await this.#forget(id);
			}
		}
	}

	/** The jobs that other windows have, as their entries in the journal are now. */
	elsewhere(): Promise<Job[]> {
		return this.#journal.others();
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
				void this.#background(this.#takeOver(owner));
			});
			if (is === "alive") {
				this.#watched.set(owner, stop);
				continue;
			}
			this.#watched.delete(owner);
			if (is === "dead") {
				// Tells what is wrong with one owner's folder; it stops no other.
				await this.#background(this.#takeOver(owner));
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
		for (const job of furthestFirst(jobs)) {
			if (this.#shutdown.signal.aborted) {
				return;
			}
			if (isUnsent(job.state) && this.#isAtWork(job)) {
				// Its command ended with its window; the same is done here already.
				await this.#journal.remove(job.spec.id);
				continue;
			}
			const active = this.#add(job);
			const left = leftAtService(job.state);
			if (isRunning(job.state)) {
				this.#options.emit({ type: "resumed", job });
				this.#run(active, "resumed");
			} else if (left !== undefined) {
				void this.#background(this.#runner.cleanUp(active, left, "resumed"));
			} else if (!(await canBeRetried(job, Date.now()))) {
				await this.#forget(job.spec.id);
			}
		}
	}

	/** Starts, joins or goes on with the job of a file; resolves to its ID. */
	async #startFile(file: NewJob, command: JobSpec["command"]): Promise<string> {
		const failed = await this.#toGoOnWith(file);
		// One that is being cancelled already is none to join. Looked for last: a
		// start of the same file may have made one in the meantime.
		const running = this.#same(file).find(
			({ job, signal }) => isRunning(job.state) && !signal.aborted,
		);
		if (running !== undefined) {
			return this.#join(running, file);
		}
		if (failed?.job.state.step === "failed") {
			const { id } = failed.job.spec;
			await this.#restart(failed, { command, output: file.output });
			await this.#forgetReplaced(file, id);
			return id;
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
		await this.#forgetReplaced(file, spec.id);
		return spec.id;
	}

	/**
	 * Has a running job write what is asked for as well; resolves to its ID.
	 * Where it is at its files already, the rest gets a job of its own, with the
	 * transcript that is there.
	 */
	async #join(running: ActiveJob, file: NewJob): Promise<string> {
		const { id } = running.job.spec;
		if (await this.#runner.join(running, file.output)) {
			return id;
		}
		const { spec, state } = running.job;
		const output = remaining(plansOf(spec), file.output);
		if (output === undefined || state.step !== "writing") {
			return id;
		}
		const { step: _, ...kept } = state;
		return this.startKept({ ...file, output }, kept);
	}

	/** Goes on with a job where it failed. @param changes - to what was asked for. */
	async #restart(
		active: ActiveJob,
		changes: Partial<Omit<JobSpec, "id" | "source" | "baseUrl" | "createdAt">>,
	): Promise<void> {
		const { job } = active;
		const isOther = await hasChanged(job);
		// Another retry may have come first.
		if (active.job.state.step !== "failed" || job.state.step !== "failed") {
			return;
		}
		const spec = { ...job.spec, ...changes };
		const state: RunningState = isOther
			? { step: "checking" }
			: job.state.resume;
		active.restart({ ...job, spec, state });
		await this.#begin(active, "retried");
	}

	/** Sets a job to work, once the journal holds it. */
	async #begin(active: ActiveJob, origin: Origin): Promise<void> {
		const problem = await this.#runner.record(active.job);
		this.#shutdown.signal.throwIfAborted();
		active.tellBegin();
		const { state } = active.job;
		if (problem !== undefined && state.step === "submitting") {
			await this.#runner.failWithoutJournal(active, state, state, problem);
			return;
		}
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

	/** Whether a job that asks for the same as another is at work here. */
	#isAtWork({ spec }: Job): boolean {
		return this.#same(spec).some(
			({ job, signal }) => isRunning(job.state) && !signal.aborted,
		);
	}

	/** The jobs that ask for the same as a new one, newest first. */
	#same(file: NewJob): ActiveJob[] {
		return [...this.#jobs.values()]
			.filter(({ job }) => asksForTheSame(job.spec, file))
			.reverse();
	}

	/** The failed job that goes on best: one with a transcript, else the newest of the same file. */
	async #toGoOnWith(file: NewJob): Promise<ActiveJob | undefined> {
		let best: ActiveJob | undefined;
		for (const active of this.#same(file)) {
			if (await isSameFile(active.job)) {
				best = holdsTranscript(active.job) ? active : (best ?? active);
			}
		}
		return best;
	}

	/** Forgets failed jobs that another one of the same recording has replaced. */
	async #forgetReplaced(file: NewJob, by: string): Promise<void> {
		for (const { job } of this.#same(file)) {
			const { id } = job.spec;
			if (id !== by && job.state.step === "failed" && !holdsTranscript(job)) {
				await this.#forget(id);
			}
		}
	}

	async #forget(id: string): Promise<void> {
		this.#jobs.delete(id);
		await this.#journal.remove(id);
	}

	/** Nothing is left to do for these, and who comes to know of them now finds their files. */
	#forgetEnded(): void {
		for (const [id, { view }] of this.#jobs) {
			const { step } = view.job.state;
			const isOver = step === "done" || step === "cancelled";
			if (isOver && Date.now() - view.stageSince > ENDED_KNOWN_MS) {
				this.#jobs.delete(id);
			}
		}
	}

	#run(active: ActiveJob, origin: Origin): void {
		void this.#background(this.#runner.advance(active, origin));
	}

	#background(work: Promise<void>): Promise<void> {
		const tracked = work
			.catch((error: unknown) => {
				const known = error instanceof Error ? error : new Error(String(error));
				this.#options.emit({ type: "internal", error: known });
			})
			.finally(() => this.#running.delete(tracked));
		this.#running.add(tracked);
		return tracked;
	}
}

/** Those with a transcript at the service before those that would still ask for one. */
function furthestFirst(jobs: readonly Job[]): Job[] {
	return [...jobs].sort(
		(a, b) => Number(isUnsent(a.state)) - Number(isUnsent(b.state)),
	);
}

function movedTo(
	folder: string,
	{ stem, formats }: PlannedOutput,
): PlannedOutput {
	return {
		stem: path.join(folder, path.basename(stem)),
		formats,
		ifExists: "keepBoth",
	};
}
