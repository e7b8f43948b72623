/** How often and how far apart one step is tried. */
export interface RetryPolicy {
	/** Attempts in all, the first included; 1 never retries. */
	readonly maxAttempts: number;
	/** Before the second attempt, in milliseconds; doubles each time. */
	readonly initialDelayMs: number;
	/** No delay is longer than this, in milliseconds. */
	readonly maxDelayMs: number;
}

/** At most this share is added to a delay, so that clients do not return in step. */
const JITTER = 0.1;

/**
 * The delay after a failed attempt, in milliseconds: 1, 2, 4, 8 s … with up to
 * 10 % jitter, as AssemblyAI's error-handling guide advises.
 *
 * @param attempt - the attempt that failed, from 1.
 * @param random - from 0 to below 1.
 */
export function backoffMs(
	attempt: number,
	policy: RetryPolicy,
	random: number,
): number {
	const delay = policy.initialDelayMs * 2 ** (attempt - 1);
	return Math.min(policy.maxDelayMs, delay * (1 + JITTER * random));
}
