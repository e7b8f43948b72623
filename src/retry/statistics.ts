/** What is counted of one step, on one day. */
export interface StepCounts {
	/** Successes by the attempt that brought them, the first attempt at index 0. */
	readonly succeededAt: readonly number[];
	/** How often the step was given up. */
	readonly gaveUp: number;
	/** Failed attempts by kind of failure. */
	readonly failures: Readonly<Record<string, number>>;
	/** Time between attempts, in milliseconds. */
	readonly waitedMs: number;
}

/** Counts by step. */
export type DayCounts = Readonly<Record<string, StepCounts>>;

/** Counts by day (`2026-11-24`), then by step. */
export type Statistics = Readonly<Record<string, DayCounts>>;

/** Older days are forgotten. */
const DAYS_KEPT = 90;

const NONE: StepCounts = {
	succeededAt: [],
	gaveUp: 0,
	failures: {},
	waitedMs: 0,
};

/** A step that succeeded. @param attempt - from 1. */
export function success(attempt: number): StepCounts {
	const succeededAt = Array.from({ length: attempt }, (_, index) =>
		index === attempt - 1 ? 1 : 0,
	);
	return { ...NONE, succeededAt };
}

/** An attempt that failed. @param waitMs - until the next one; absent where none follows. */
export function failure(kind: string, waitMs: number | undefined): StepCounts {
	return {
		...NONE,
		failures: { [kind]: 1 },
		waitedMs: waitMs ?? 0,
		gaveUp: waitMs === undefined ? 1 : 0,
	};
}

/** Both together. */
export function addStatistics(a: Statistics, b: Statistics): Statistics {
	return merged(a, b, (x, y) => merged(x, y, addSteps));
}

/** All days together, by step. */
export function total(statistics: Statistics): DayCounts {
	return Object.values(statistics).reduce<DayCounts>(
		(sum, day) => merged(sum, day, addSteps),
		{},
	);
}

/** All steps together. */
export function totalOfSteps(day: DayCounts): StepCounts {
	return Object.values(day).reduce(addSteps, NONE);
}

/** Without the days that are too old. @param today - `2026-11-24`. */
export function prune(statistics: Statistics, today: string): Statistics {
	const oldest = new Date(
		Date.parse(today) - (DAYS_KEPT - 1) * 24 * 3600 * 1000,
	)
		.toISOString()
		.slice(0, 10);
	return Object.fromEntries(
		Object.entries(statistics).filter(([day]) => day >= oldest),
	);
}

/** Reads what was kept; nothing where that is not what this version writes. */
export function parseStatistics(text: string): Statistics {
	try {
		const value: unknown = JSON.parse(text);
		return isRecordOf(value, isDay) ? value : {};
	} catch {
		return {};
	}
}

function addSteps(a: StepCounts, b: StepCounts): StepCounts {
	const length = Math.max(a.succeededAt.length, b.succeededAt.length);
	return {
		succeededAt: Array.from(
			{ length },
			(_, index) => (a.succeededAt[index] ?? 0) + (b.succeededAt[index] ?? 0),
		),
		gaveUp: a.gaveUp + b.gaveUp,
		failures: merged(a.failures, b.failures, (x, y) => x + y),
		waitedMs: a.waitedMs + b.waitedMs,
	};
}

function merged<T>(
	a: Readonly<Record<string, T>>,
	b: Readonly<Record<string, T>>,
	add: (x: T, y: T) => T,
): Record<string, T> {
	const sum: Record<string, T> = { ...a };
	for (const [key, value] of Object.entries(b)) {
		const other = sum[key];
		sum[key] = other === undefined ? value : add(other, value);
	}
	return sum;
}

function isDay(value: unknown): value is DayCounts {
	return isRecordOf(value, isStep);
}

function isStep(value: unknown): value is StepCounts {
	return (
		isRecordOf(value, (_): _ is unknown => true) &&
		Array.isArray(value.succeededAt) &&
		value.succeededAt.every(isCount) &&
		isCount(value.gaveUp) &&
		isCount(value.waitedMs) &&
		isRecordOf(value.failures, isCount)
	);
}

function isCount(value: unknown): value is number {
	return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isRecordOf<T>(
	value: unknown,
	is: (each: unknown) => each is T,
): value is Record<string, T> {
	return (
		typeof value === "object" &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every(is)
	);
}
