/**
 * When to ask next for a job that the service works on: quickly at first and
 * around the time at which it should be ready, slower in between and after.
 */

/** Never more often than this for one job, in milliseconds. */
const MIN_POLL_MS = 500;

/** Never more seldom than this but for the jitter, in milliseconds. */
const MAX_POLL_MS = 30_000;

/**
 * However long a job was expected to take, once it is ready that is seen this
 * soon, in milliseconds, or within a twentieth of the time that it took: an
 * expectation from short recordings can be twice of what a long one takes.
 */
const LATE_MS = 2000;

/** At most this share is added to a delay, so that jobs do not ask in step. */
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
	const ms = clamp(
		Math.min(
			unjittered(elapsedMs, expectedMs),
			Math.max(LATE_MS, elapsedMs / 20),
		),
		MIN_POLL_MS,
		MAX_POLL_MS,
	);
	return ms * (1 + JITTER * random);
}

function unjittered(elapsedMs: number, expectedMs: number | undefined): number {
	if (expectedMs === undefined || elapsedMs >= expectedMs * 1.2) {
		// A tenth of the time so far: what ends soon is seen soon.
		return elapsedMs / 10;
	}
	const near = expectedMs / 20;
	const untilNear = expectedMs * 0.8 - elapsedMs;
	// Quickly at first, since what fails does so early; then half way to the time
	// at which it may be ready: soon there, rarely before.
	return untilNear <= near ? near : Math.min(elapsedMs / 2, untilNear / 2);
}

function clamp(value: number, min: number, max: number): number {
	return Math.min(max, Math.max(min, value));
}

/** How much a new experience counts against the older ones. */
const WEIGHT = 0.3;

/** A mean in which the latest counts most; absent while there is nothing to it. */
class Mean {
	#value: number | undefined;

	get value(): number | undefined {
		return this.#value;
	}

	add(value: number): void {
		this.#value =
			this.#value === undefined
				? value
				: this.#value + WEIGHT * (value - this.#value);
	}
}

/**
 * Learns how long jobs take, as a ratio of the time to the recording's length.
 * That length is known only afterwards, so that a file's size stands in for it,
 * apart for each extension.
 */
export class Expectations {
	readonly #msPerSecond = new Mean();
	readonly #secondsPerByte = new Map<string, Mean>();

	/**
	 * @param extension - of the source, in lower case.
	 * @param audioSeconds - the recording's length; 0 where it is not known.
	 */
	learn(
		extension: string,
		bytes: number | undefined,
		audioSeconds: number,
		tookMs: number,
	): void {
		if (!bytes || audioSeconds <= 0) {
			return;
		}
		this.#msPerSecond.add(tookMs / audioSeconds);
		const known = this.#secondsPerByte.get(extension) ?? new Mean();
		known.add(audioSeconds / bytes);
		this.#secondsPerByte.set(extension, known);
	}

	/** In milliseconds from submit to ready, where anything like it was seen. */
	expectedMs(extension: string, bytes: number | undefined): number | undefined {
		const perByte = this.#secondsPerByte.get(extension)?.value;
		const perSecond = this.#msPerSecond.value;
		return perByte === undefined || perSecond === undefined || !bytes
			? undefined
			: bytes * perByte * perSecond;
	}
}
