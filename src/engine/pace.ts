/**
 * When to ask next for a job that the service works on: quickly at first and
 * around the time at which it should be ready, slower in between and after.
 */

/** Never more often than this for one job, in milliseconds. */
const MIN_POLL_MS = 500;

/** Never more seldom than this, in milliseconds. */
const MAX_POLL_MS = 30_000;

/** Share by which a delay is spread, so that jobs do not ask in step. */
const JITTER = 0.1;

/**
 * The time until the next poll, in milliseconds.
 *
 * @param elapsedMs - since the job was submitted.
 * @param expectedMs - how long such a job takes, where that can be told.
 * @param random - from 0 to below 1.
 */
export function nextPollMs(
	elapsedMs: number,
	expectedMs: number | undefined,
	random: number,
): number {
	return clamp(
		unjittered(elapsedMs, expectedMs) * (1 + JITTER * (2 * random - 1)),
		MIN_POLL_MS,
		MAX_POLL_MS,
	);
}

function unjittered(elapsedMs: number, expectedMs: number | undefined): number {
	// A tenth of the time so far: what is found is never later than 10 % of it.
	const slower = Math.max(MIN_POLL_MS, elapsedMs / 10);
	if (expectedMs === undefined || elapsedMs >= expectedMs * 1.2) {
		return slower;
	}
	const near = Math.max(MIN_POLL_MS, expectedMs / 20);
	if (elapsedMs >= expectedMs * 0.8) {
		return near;
	}
	// Half way to the time at which it may be ready: soon there, rarely before.
	return Math.max(near, (expectedMs * 0.8 - elapsedMs) / 2);
}

function clamp(value: number, min: number, max: number): number {
	return Math.min(max, Math.max(min, value));
}

/** What was learnt of a kind of file. */
interface Experience {
	/** Milliseconds of processing for a byte of the file. */
	msPerByte: number;
}

/** How much a new experience counts against the older ones. */
const WEIGHT = 0.3;

/**
 * Learns how long jobs take. A file's length is not known before it is sent,
 * so that its size stands in for it, apart for each extension.
 */
export class Expectations {
	readonly #known = new Map<string, Experience>();

	/** @param extension - of the source, in lower case. */
	learn(extension: string, bytes: number, tookMs: number): void {
		const msPerByte = tookMs / bytes;
		const known = this.#known.get(extension);
		if (known === undefined) {
			this.#known.set(extension, { msPerByte });
		} else {
			known.msPerByte += WEIGHT * (msPerByte - known.msPerByte);
		}
	}

	/** In milliseconds from submit to ready, where anything like it was seen. */
	expectedMs(extension: string, bytes: number): number | undefined {
		const known = this.#known.get(extension);
		return known && known.msPerByte * bytes;
	}
}
