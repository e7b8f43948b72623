import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import * as path from "node:path";

/** Figures by name; not rounded by whoever measures. */
export interface Figures {
	readonly [name: string]: number | string | boolean | Figures;
}

/** What was promised of a figure, and what it is. */
export type Goal = {
	readonly goal: string;
	readonly is: number;
	readonly met: boolean;
};

interface Kept {
	readonly now?: Figures;
	readonly before?: Figures;
}

const FOLDER = path.join(import.meta.dirname, "results");

/** A figure that is to be this at most. */
export function atMost(limit: number, is: number): Goal {
	return { goal: `≤ ${limit}`, is: rounded(is), met: is <= limit };
}

/** A figure that is to be this at least. */
export function atLeast(limit: number, is: number): Goal {
	return { goal: `≥ ${limit}`, is: rounded(is), met: is >= limit };
}

/**
 * Prints what a bench measured as ratios to its last time, and keeps both in
 * `results/<name>.json`, with the machine and its load. The process ends with 1
 * where a goal is missed.
 */
export async function keep(
	name: string,
	figures: Figures,
	goals: Readonly<Record<string, Goal>> = {},
): Promise<void> {
	const file = path.join(FOLDER, `${name}.json`);
	const before = (await lastOf(file)).now;
	const now: Figures = {
		measuredOn: `${new Date().toISOString().slice(0, 16)}Z, Node ${process.version}, ${cpus().length} cores, ${process.platform}`,
		// Of the last minute; more than there are cores is a machine that others use as well.
		loadAverage: rounded(loadavg()[0] ?? 0),
		...figures,
		...(Object.keys(goals).length > 0 && { goals }),
	};
	if (before !== undefined) {
		printRatios(before, now);
	}
	for (const [what, { goal, is, met }] of Object.entries(goals)) {
		console.log(`${met ? "met   " : "MISSED"}  ${goal}, is ${is}  ${what}`);
		if (!met) {
			process.exitCode = 1;
		}
	}
	await mkdir(FOLDER, { recursive: true });
	const kept: Kept = { now, ...(before && { before }) };
	await writeFile(file, `${JSON.stringify(kept, null, "\t")}\n`);
}

/** To three significant digits, which is more than these measurements have. */
export function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

/** The middle one. */
export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

/** The value that this share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** How long something takes, in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
}

async function lastOf(file: string): Promise<Kept> {
	try {
		return JSON.parse(await readFile(file, "utf8")) as Kept;
	} catch {
		// There is no last time.
		return {};
	}
}

function printRatios(before: Figures, now: Figures): void {
	const old = new Map(numbersIn(before));
	const rows = numbersIn(now)
		.filter(([what]) => what !== "loadAverage" && !what.startsWith("goals"))
		.flatMap(([what, is]) => {
			const was = old.get(what);
			return was === undefined
				? []
				: [{ what, last: was, now: is, "now/last": rounded(is / was) }];
		});
	console.log(`Beside the last time, ${before.measuredOn}:`);
	console.table(rows);
}

function numbersIn(figures: Figures, prefix = ""): [string, number][] {
	return Object.entries(figures).flatMap(([name, value]) => {
		const at = prefix === "" ? name : `${prefix}, ${name}`;
		if (typeof value === "number") {
			return [[at, value]];
		}
		return typeof value === "object" ? numbersIn(value, at) : [];
	});
}
