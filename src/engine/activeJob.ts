import type { MediaFacts } from "../media/inspection.ts";
import type { EngineEvent, JobView, Outcome, RequestRecord } from "./events.ts";
import {
	type AttemptRecord,
	isRunning,
	type Job,
	type JobSpec,
	type JobState,
	MAX_ATTEMPT_RECORDS,
	type PassedStep,
	type RunningState,
} from "./job.ts";
import type { RemoteStatus } from "./watcher.ts";

/** A person no longer wants a job. */
export class Cancelled extends Error {
	override readonly name = "AbortError";

	constructor() {
		super("The transcription was cancelled.");
	}
}

/** The window closes; jobs stay in the journal as they are. */
export class Shutdown extends Error {
	override readonly name = "AbortError";

	constructor() {
		super("Sidescribe is shutting down; the job goes on at the next start.");
	}
}

/** The step that follows one which the service has done. */
const NEXT = {
	uploading: "submitting",
	submitting: "waiting",
	waiting: "writing",
} as const satisfies Record<PassedStep["step"], JobState["step"]>;

function isPassing(step: JobState["step"]): step is PassedStep["step"] {
	return Object.hasOwn(NEXT, step);
}

/** A job that this process owns: its state, and what only this session knows of it. */
export class ActiveJob {
	#job: Job;
	#controller = new AbortController();
	#ended = withHandledRejection<Outcome>();
	#sentBytes = 0;
	#sentFraction: number | undefined = 0;
	#remote: RemoteStatus | undefined;
	#stageSince = Date.now();
	#attemptSince = Date.now();
	/** The attempt of this stage that is under way, from 1. */
	#attempt = 1;
	#requestId: string | undefined;
	#retry: JobView["retry"];
	readonly #emit: (event: EngineEvent) => void;
	/** Whether the journal is about to hold the next state. */
	isEntering = false;

	constructor(job: Job, emit: (event: EngineEvent) => void) {
		this.#job = job;
		this.#emit = emit;
		this.#settle();
	}

	get job(): Job {
		return this.#job;
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Resolves when the job is done, failed or cancelled; rejects with {@link Shutdown}. */
	get ended(): Promise<Outcome> {
		return this.#ended.promise;
	}

	/** Of this stage's last request. */
	get requestId(): string | undefined {
		return this.#requestId;
	}

	get view(): JobView {
		return {
			job: this.#job,
			sentBytes: this.#sentBytes,
			sentFraction: this.#sentFraction,
			remote: this.#remote,
			stageSince: this.#stageSince,
			retry: this.#retry,
		};
	}

	/** Stops what the job does at the moment. */
	abort(reason: Cancelled | Shutdown): void {
		this.#controller.abort(reason);
		if (reason instanceof Shutdown) {
			this.#ended.reject(reason);
		}
	}

	/** Goes on from an end: a retry. */
	restart(job: Job): void {
		this.#controller = new AbortController();
		this.#ended = withHandledRejection();
		this.#moveTo(job);
	}

	/** Takes files that are wanted of it as well. */
	join(files: Pick<JobSpec, "output" | "also">): void {
		this.#job = { ...this.#job, spec: { ...this.#job.spec, ...files } };
	}

	/** Tells that the work on it begins, or begins again. */
	tellBegin(): void {
		this.#emit({
			type: "stage",
			job: this.#job,
			from: undefined,
			durationMs: 0,
			attempt: 1,
			requestId: undefined,
		});
	}

	/** Enters a state that the journal already holds. */
	enter(state: JobState): void {
		const from = isRunning(this.#job.state) ? this.#job.state : undefined;
		const durationMs = Date.now() - this.#stageSince;
		const [attempt, requestId] = [this.#attempt, this.#requestId];
		const passed = from && this.#passed(from, state);
		this.#moveTo({ ...this.#job, state, ...(passed && { passed }) });
		this.#emit({
			type: "stage",
			job: this.#job,
			from,
			durationMs,
			attempt,
			requestId,
		});
		this.#settle();
	}

	/** All that has passed, where a state is left for the one that follows on success. */
	#passed(
		{ step }: RunningState,
		next: JobState,
	): readonly PassedStep[] | undefined {
		if (!isPassing(step) || NEXT[step] !== next.step) {
			return undefined;
		}
		const now = Date.now();
		const requestId = this.#requestId;
		const passed: PassedStep = {
			step,
			attempt: this.#attempt,
			time: new Date(now).toISOString(),
			durationMs: now - this.#attemptSince,
			...(requestId !== undefined && { requestId }),
		};
		return [...(this.#job.passed ?? []), passed].slice(-MAX_ATTEMPT_RECORDS);
	}

	/** Keeps a failed attempt for the report, and tells of it. */
	failedAttempt(failed: Omit<AttemptRecord, "durationMs">): void {
		const durationMs = Date.now() - this.#attemptSince;
		const attempt = { ...failed, durationMs };
		this.#attempt = failed.counts ? failed.attempt + 1 : failed.attempt;
		this.#job = {
			...this.#job,
			attempts: [...this.#job.attempts, attempt].slice(-MAX_ATTEMPT_RECORDS),
		};
		this.#retry =
			attempt.nextDelayMs === undefined
				? undefined
				: { attempt, at: Date.now() + attempt.nextDelayMs };
		this.#emit({ type: "attemptFailed", job: this.#job, attempt });
	}

	/** An attempt begins: the wait for it is over. */
	beginAttempt(): void {
		this.#retry = undefined;
		this.#attemptSince = Date.now();
	}

	/** Tells of a finished exchange with the service. */
	request(request: RequestRecord): void {
		this.#requestId = request.requestId ?? this.#requestId;
		this.#emit({ type: "request", job: this.#job, request });
	}

	/** Keeps what was found in the file; it is in the journal with the next state. */
	examined(media: MediaFacts): void {
		this.#job = { ...this.#job, media };
	}

	sent(sentBytes: number, fraction: number | undefined): void {
		this.#sentBytes = sentBytes;
		this.#sentFraction = fraction;
		this.#emit({ type: "uploaded", job: this.#job, sentBytes, fraction });
	}

	status(status: RemoteStatus): void {
		if (this.#remote !== status) {
			this.#remote = status;
			const { job } = this;
			this.#emit({ type: "remote", job, status, requestId: this.#requestId });
		}
	}

	#moveTo(job: Job): void {
		this.#job = job;
		this.#stageSince = Date.now();
		this.#attemptSince = this.#stageSince;
		this.#attempt = 1;
		this.#requestId = undefined;
		this.#sentBytes = 0;
		this.#sentFraction = 0;
		this.#remote = undefined;
		this.#retry = undefined;
	}

	#settle(): void {
		const { state } = this.#job;
		if (!isRunning(state)) {
			this.#ended.resolve({ ...this.#job, state });
		}
	}
}

/** A promise that nobody has to wait for. */
function withHandledRejection<T>() {
	const resolvers = Promise.withResolvers<T>();
	resolvers.promise.catch(() => {});
	return resolvers;
}
