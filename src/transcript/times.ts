/** A stretch of a recording; times in milliseconds from its start. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** A span as the service gives it: mostly in order, but nobody promises it. */
export interface GivenSpan {
	readonly start?: number | null | undefined;
	readonly end?: number | null | undefined;
}

/** How long a word lasts whose time is not known. */
const WORD_MS = 300;

/** Five times as long as the longest recording that the service takes: what is later was never measured. */
const LATEST_MS = 50 * 3600_000;

/** A time that can be true, in whole milliseconds. */
export function believable(
	time: number | null | undefined,
): number | undefined {
	return time != null && time >= 0 && time <= LATEST_MS
		? Math.round(time)
		: undefined;
}

/** Whether times are as {@link inOrder} leaves them. */
export function isInOrder(spans: readonly Span[]): boolean {
	return spans.every(
		({ start, end }, index) =>
			Number.isInteger(start) &&
			Number.isInteger(end) &&
			start >= (spans[index - 1]?.end ?? 0) &&
			end >= start &&
			end <= LATEST_MS,
	);
}

/**
 * The times of words that follow each other: none is negative, none begins
 * before the one before has ended. Times that are absent, or that contradict
 * most others, are put in between; the rest stay as given.
 *
 * @param from - where the first word begins if that is not known.
 */
export function inOrder(given: readonly GivenSpan[], from: number): Span[] {
	const starts = startsOf(given, from);
	return given.map((span, index) => {
		const start = starts[index] ?? from;
		const next = starts[index + 1] ?? Number.POSITIVE_INFINITY;
		return { start, end: Math.min(endOf(span, start), next) };
	});
}

function endOf(span: GivenSpan, start: number): number {
	const end = believable(span.end);
	return end !== undefined && end >= start ? end : start + WORD_MS;
}

function startsOf(given: readonly GivenSpan[], from: number): number[] {
	const starts = given.map(({ start, end }, index) =>
		// Nothing but the first word is over when the recording begins.
		index > 0 && start === 0 && end === 0 ? undefined : believable(start),
	);
	const known = longestRise(starts);
	const filled: number[] = [];
	for (const index of [...known, given.length]) {
		const missing = index - filled.length;
		const last = filled.length - 1;
		const before = given[last];
		const low =
			before === undefined ? from : endOf(before, filled[last] ?? from);
		const high = starts[index] ?? low + missing * WORD_MS;
		const begin = Math.min(low, high);
		const step = Math.min(WORD_MS, (high - begin) / Math.max(1, missing));
		for (let count = 0; count < missing; count++) {
			filled.push(Math.round(begin + count * step));
		}
		if (index < given.length) {
			filled.push(high);
		}
	}
	return filled;
}

/** The indices of the longest row of values that never falls (patience sorting). */
function longestRise(values: readonly (number | undefined)[]): number[] {
	/** By length less one: where the row of that length ends that ends lowest. */
	const ends: number[] = [];
	const before = new Map<number, number>();
	for (const [index, value] of values.entries()) {
		if (value === undefined) {
			continue;
		}
		const length = firstAbove(ends, value, values);
		const previous = ends[length - 1];
		if (previous !== undefined) {
			before.set(index, previous);
		}
		ends[length] = index;
	}
	const rise: number[] = [];
	for (let at = ends.at(-1); at !== undefined; at = before.get(at)) {
		rise.push(at);
	}
	return rise.reverse();
}

function firstAbove(
	ends: readonly number[],
	value: number,
	values: readonly (number | undefined)[],
): number {
	let low = 0;
	let high = ends.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((values[ends[middle] ?? 0] ?? 0) <= value) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
