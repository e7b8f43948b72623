import pRetry from "p-retry";
import { backoffMs, type RetryPolicy } from "./backoff.ts";
import { delay } from "./delay.ts";

/** What a failed attempt means for the next. */
export type Verdict =
	/** No further attempt: it would fail again. */
	| { readonly do: "stop" }
	/** Another attempt, after at least `afterMs` where the service named a time. */
	| { readonly do: "retry"; readonly afterMs?: number }
	/** Another attempt that does not count: the failure was not this step's. */
	| { readonly do: "wait"; readonly afterMs?: number };

/** A failed attempt and what comes next. */
export interface FailedAttempt {
	readonly error: Error;
	/** From 1; attempts that did not count do not raise it. */
	readonly attempt: number;
	/** Whether it counted: not where the failure was not the step's own. */
	readonly counts: boolean;
	readonly maxAttempts: number;
	/** Until the next attempt, in milliseconds; absent where none follows. */
	readonly nextDelayMs?: number;
}

/** How {@link retry} goes about it. */
export interface RetryOptions {
	readonly policy: RetryPolicy;
	readonly signal: AbortSignal;
	readonly judge: (error: Error) => Verdict;
	readonly onFailedAttempt: (failed: FailedAttempt) => void;
	/** From 0 to below 1. @default Math.random */
	readonly random?: () => number;
}

/**
 * A step that only waits gives up after this long, in milliseconds. A machine
 * may stay offline overnight; a job is not lost for that.
 */
const MAX_WAIT_MS = 24 * 3600 * 1000;

/**
 * Waits that count for no attempt are never shorter, in milliseconds, whatever
 * the settings or the service say: nothing else keeps them from asking without a pause.
 */
const MIN_WAIT_MS = 500;

/**
 * Tries a step until it succeeds, may not be tried again, or has used up its
 * attempts. `p-retry` counts; the delays are computed here because its own
 * jitter is up to 100 %, it knows no `Retry-After`, and it cannot wait for a
 * failure that counts for no attempt once the last attempt has begun.
 *
 * @param step - told the number of the attempt, from 1.
 * @throws the last error, or the signal's reason when aborted.
 */
export function retry<T>(
	step: (attempt: number) => Promise<T>,
	options: RetryOptions,
): Promise<T> {
	const { policy, signal, onFailedAttempt } = options;
	const random = options.random ?? Math.random;
	const startedAt = Date.now();
	let attempt = 0;

	const judge = (error: Error): Verdict => {
		const verdict = options.judge(error);
		return verdict.do === "wait" && Date.now() - startedAt > MAX_WAIT_MS
			? { do: "stop" }
			: verdict;
	};

	const tryUntilItCounts = async (): Promise<T> => {
		attempt++;
		for (let waits = 1; ; waits++) {
			try {
				return await step(attempt);
			} catch (error) {
				signal.throwIfAborted();
				if (!(error instanceof Error)) {
					throw error;
				}
				const verdict = judge(error);
				if (verdict.do !== "wait") {
					throw error;
				}
				const nextDelayMs = waitMs(verdict, waits, policy, random());
				onFailedAttempt({
					error,
					attempt,
					counts: false,
					maxAttempts: policy.maxAttempts,
					nextDelayMs,
				});
				await delay(nextDelayMs, signal);
			}
		}
	};

	return pRetry(tryUntilItCounts, {
		retries: policy.maxAttempts - 1,
		minTimeout: 0,
		// Not the signal: p-retry would drop the result of a step that succeeded
		// while it was being aborted, and a submitted job must not be forgotten.
		onFailedAttempt: ({ error, retriesLeft }) => {
			signal.throwIfAborted();
			if (retriesLeft === 0 || judge(error).do === "stop") {
				onFailedAttempt({
					error,
					attempt,
					counts: true,
					maxAttempts: policy.maxAttempts,
				});
			}
		},
		shouldRetry: async ({ error }) => {
			const verdict = judge(error);
			if (verdict.do === "stop") {
				return false;
			}
			const nextDelayMs = Math.max(
				backoffMs(attempt, policy, random()),
				Math.min(verdict.afterMs ?? 0, MAX_WAIT_MS),
			);
			onFailedAttempt({
				error,
				attempt,
				counts: true,
				maxAttempts: policy.maxAttempts,
				nextDelayMs,
			});
			await delay(nextDelayMs, signal);
			return true;
		},
	});
}

/** How long to wait, in milliseconds. @param waits - how often in a row, from 1. */
function waitMs(
	{ afterMs }: { readonly afterMs?: number },
	waits: number,
	policy: RetryPolicy,
	random: number,
): number {
	const ms = afterMs ?? backoffMs(Math.min(waits, 16), policy, random);
	return Math.min(Math.max(ms, MIN_WAIT_MS), MAX_WAIT_MS);
}
