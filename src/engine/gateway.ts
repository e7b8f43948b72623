import PQueue from "p-queue";
import type { CallOptions } from "../assemblyai/client.ts";
import { ServiceFailure } from "../assemblyai/failure.ts";
import { backoffMs, type RetryPolicy } from "../retry/backoff.ts";
import { Breaker, type BreakerState } from "../retry/breaker.ts";
import { delay, unlessAborted } from "../retry/delay.ts";
import { type FailedAttempt, retry } from "../retry/retry.ts";
import type { RequestRecord } from "./events.ts";
import { judge, tells } from "./judge.ts";
import type { Service } from "./service.ts";
import type { AttemptOptions } from "./steps/context.ts";

/** What the settings say about asking the service; read anew for each step, but for the breaker's. */
export interface GatewaySettings {
	/** Files uploaded at once. */
	readonly maxConcurrent: number;
	readonly retry: RetryPolicy;
	/** In place of `retry.initialDelayMs` for the files of a big batch. */
	readonly batchInitialDelayMs: number;
	readonly breaker: {
		readonly failureThreshold: number;
		readonly recoveryMs: number;
	};
}

/** For whom an attempt is made. */
export interface Caller {
	readonly baseUrl: string;
	/** Files in the command; many wait longer between attempts, few go first. */
	readonly files: number;
	readonly signal: AbortSignal;
	readonly onAttempt?: () => void;
	readonly onFailedAttempt: (failed: FailedAttempt) => void;
	readonly onRequest: (request: RequestRecord) => void;
}

/** A command with more files than this takes the longer delays of a batch. */
const BATCH_FILES = 10;

/** How long a look at the key may take before the upload shows the same, in milliseconds. */
const KEY_CHECK_MS = 15_000;

/**
 * The one way to the service: places for uploads, the circuit breaker, and
 * retries around each attempt.
 */
export class Gateway {
	readonly #connect: (baseUrl: string) => Promise<Service>;
	readonly #settings: () => GatewaySettings;
	readonly #places = new PQueue();
	readonly #breaker: Breaker;
	readonly #checkedKeys = new WeakMap<Service, Promise<void>>();
	readonly #disposed = new AbortController();

	/**
	 * @param connect - gives the service for the key as it is now, the same
	 * object for as long as that stays.
	 */
	constructor(
		connect: (baseUrl: string) => Promise<Service>,
		settings: () => GatewaySettings,
		onBreaker: (state: BreakerState) => void,
	) {
		this.#connect = connect;
		this.#settings = settings;
		this.#breaker = new Breaker({
			...settings().breaker,
			tells,
			onChange: onBreaker,
		});
	}

	get breaker(): Pick<Breaker, "state" | "tryNow"> {
		return this.#breaker;
	}

	/** Runs an attempt until it succeeds, or may not be repeated. */
	attempts<T>(
		attempt: (service: Service, options: CallOptions) => Promise<T>,
		caller: Caller,
		{ patience, takesPlace = false, isShared = false }: AttemptOptions,
	): Promise<T> {
		const { signal } = caller;
		let wasProbe = false;
		let doubted: Error | undefined;
		const once = async (isProbe: boolean) => {
			wasProbe = isProbe;
			caller.onAttempt?.();
			const service = await unlessAborted(
				this.#connect(caller.baseUrl),
				signal,
			);
			return attempt(service, callOptions(caller));
		};
		const inPlace = (work: () => Promise<T>) => this.#inPlace(work, caller);
		return retry(
			() => this.#breaker.run(once, signal, takesPlace ? inPlace : undefined),
			{
				policy: this.#policy(caller),
				signal,
				judge: (error) => {
					const verdict = judge(error, wasProbe);
					if (patience() === "attempts" || verdict.do === "wait") {
						return verdict;
					}
					if (verdict.do === "retry") {
						return { ...verdict, do: "wait" };
					}
					// One odd answer, a proxy's say, must not end what is paid for:
					// only a second one does.
					doubted ??= error;
					return doubted === error && error instanceof ServiceFailure
						? { do: "wait" }
						: verdict;
				},
				onFailedAttempt: isShared ? () => {} : caller.onFailedAttempt,
			},
		);
	}

	/**
	 * Waits as after a failed attempt.
	 * @throws the error where `attempt` was the last.
	 */
	async again(error: Error, attempt: number, caller: Caller): Promise<void> {
		const policy = this.#policy(caller);
		const { maxAttempts } = policy;
		const failed = { error, attempt, counts: true, maxAttempts };
		if (attempt >= maxAttempts) {
			caller.onFailedAttempt(failed);
			throw error;
		}
		const nextDelayMs = backoffMs(attempt, policy, Math.random());
		caller.onFailedAttempt({ ...failed, nextDelayMs });
		await delay(nextDelayMs, caller.signal);
	}

	/**
	 * Asks once a key whether it works, whoever calls. What is not a plain
	 * refusal is left to the upload, which has retries; but a service that asks
	 * for time gets it.
	 * @throws ServiceFailure `keyRefused`; what `connect` throws.
	 */
	async checkKey(caller: Caller): Promise<void> {
		const service = await this.#connect(caller.baseUrl);
		let checked = this.#checkedKeys.get(service);
		if (checked === undefined) {
			const signal = AbortSignal.timeout(KEY_CHECK_MS);
			checked = service
				.checkKey({ ...callOptions(caller), signal })
				.catch(async (error: unknown) => {
					this.#checkedKeys.delete(service);
					if (error instanceof ServiceFailure && error.retryAfterMs) {
						await this.#pause(error.retryAfterMs);
					}
					if (
						error instanceof ServiceFailure &&
						(error.kind === "keyRefused" || error.kind === "certificate")
					) {
						throw error;
					}
				});
			this.#checkedKeys.set(service, checked);
		}
		await unlessAborted(checked, caller.signal);
	}

	dispose(): void {
		this.#breaker.dispose();
		this.#disposed.abort();
	}

	/** Waits as the service asked, at most as long as any wait may take. */
	async #pause(ms: number): Promise<void> {
		const longest = this.#settings().retry.maxDelayMs;
		await delay(Math.min(ms, longest), this.#disposed.signal).catch(() => {
			// Those who wait for it are stopped by their own signals.
		});
	}

	#policy({ files }: Caller): RetryPolicy {
		const { retry: policy, batchInitialDelayMs } = this.#settings();
		return files > BATCH_FILES
			? { ...policy, initialDelayMs: batchInitialDelayMs }
			: policy;
	}

	/** A file of a small command goes ahead of a batch that is under way. */
	#inPlace<T>(work: () => Promise<T>, { files, signal }: Caller): Promise<T> {
		this.#places.concurrency = this.#settings().maxConcurrent;
		return this.#places.add(work, { priority: -files, signal });
	}
}

function callOptions({ signal, onRequest }: Caller): CallOptions {
	return {
		signal,
		onExchange: ({ requestId, ...record }) =>
			onRequest({
				...record,
				...(requestId && { requestId: requestId.id }),
			}),
	};
}
