import { parseTime } from "./time.ts";

/**
 * Takes a value as a settings file has it.
 *
 * @returns what the service is to get; absent where the value is none of its
 * kind, or is what the service does anyway.
 */
export interface Reader<T> {
	(value: unknown): T | undefined;
	/** Whether a value is of the kind, whether or not the service is to get it. */
	readonly takes: (value: unknown) => boolean;
	/** What a value has to be. */
	readonly kind: Kind;
	/** The readers of a group's members, by field. */
	readonly members?: Readers;
}

/** Readers by field. */
export type Readers = Readonly<Record<string, Reader<unknown> | undefined>>;

/** What a setting has to be. */
export type Kind =
	| { readonly is: "flag" }
	| { readonly is: "number"; readonly min: number; readonly max: number }
	| { readonly is: "count" }
	| { readonly is: "text" }
	| { readonly is: "texts" }
	| { readonly is: "position" }
	| { readonly is: "spelling" }
	| { readonly is: "object" };

function reader<T>(
	kind: Kind,
	takes: (value: unknown) => boolean,
	read: (value: unknown) => T | undefined,
): Reader<T> {
	return Object.assign(read, { kind, takes });
}

/** Yes or no. @param usual - what the service does unasked. */
export function flag(usual = false): Reader<boolean> {
	return reader(
		{ is: "flag" },
		(value) => typeof value === "boolean",
		(value) =>
			typeof value === "boolean" && value !== usual ? value : undefined,
	);
}

/** A number within bounds. @param usual - what the service takes unasked. */
export function number(
	min: number,
	max: number,
	usual?: number,
): Reader<number> {
	const isWithin = (value: unknown): value is number =>
		typeof value === "number" && value >= min && value <= max;
	return reader({ is: "number", min, max }, isWithin, (value) =>
		isWithin(value) && value !== usual ? value : undefined,
	);
}

/** A whole number from 1. */
export const count: Reader<number> = reader(
	{ is: "count" },
	isCount,
	(value) => (isCount(value) ? value : undefined),
);

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** A text that is not empty. */
export const text: Reader<string> = reader(
	{ is: "text" },
	(value) => typeof value === "string",
	(value) =>
		typeof value === "string" && value.trim() !== "" ? value.trim() : undefined,
);

/** One of a few words that the service knows; what it does unasked is not among them. */
export function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
	return reader({ is: "text" }, text.takes, (value) =>
		words.find((word) => word === value),
	);
}

/** Texts, each once; those that are none are left out. */
export const texts: Reader<string[]> = reader(
	{ is: "texts" },
	(value) => Array.isArray(value) && value.every(text.takes),
	(value) => {
		const all = Array.isArray(value)
			? value.flatMap((each) => text(each) ?? [])
			: [];
		return all.length > 0 ? [...new Set(all)] : undefined;
	},
);

/** A position in the recording, such as `1:15`. @returns milliseconds. */
export const position: Reader<number> = reader(
	{ is: "position" },
	(value) => secondsOf(value) !== undefined,
	(value) => {
		const seconds = secondsOf(value);
		return seconds ? Math.round(1000 * seconds) : undefined;
	},
);

function secondsOf(value: unknown): number | undefined {
	return typeof value === "string" ? parseTime(value) : undefined;
}

/** How words are to be spelt, by what would be written: `{ "deco": "Deko" }`. */
export const spelling: Reader<{ from: string[]; to: string }[]> = reader(
	{ is: "spelling" },
	(value) =>
		Object.values(plainObject(value) ?? { is: null }).every(text.takes),
	(value) => spellings(value),
);

function spellings(
	value: unknown,
): { from: string[]; to: string }[] | undefined {
	const pairs = Object.entries(plainObject(value) ?? {}).flatMap(
		([from, to]) => {
			const [heard, spelt] = [text(from), text(to)];
			return heard && spelt ? [[heard, spelt] as const] : [];
		},
	);
	const byTarget = Map.groupBy(pairs, ([, to]) => to);
	return pairs.length > 0
		? [...byTarget].map(([to, all]) => ({
				from: all.map(([from]) => from),
				to,
			}))
		: undefined;
}

/** An object that is passed on as it is. */
export function object<T extends object>(): Reader<T> {
	return reader({ is: "object" }, isObject, (value) => {
		const given = plainObject(value);
		return given && Object.keys(given).length > 0 ? (given as T) : undefined;
	});
}

/** Settings that make one object together. */
export function group<T extends object>(
	readers: {
		readonly [K in keyof T]?: Reader<NonNullable<T[K]>>;
	},
): Reader<T> {
	const whole = reader({ is: "object" }, isObject, (value) => {
		const read = readAll(readers, plainObject(value) ?? {}, camelCase);
		return Object.keys(read).length > 0 ? (read as T) : undefined;
	});
	return Object.assign(whole, { members: readers });
}

function isObject(value: unknown): boolean {
	return plainObject(value) !== undefined;
}

/** What readers make of values, by field. @param nameOf - the name that a field's value has. */
export function readAll(
	readers: Readers,
	values: Readonly<Record<string, unknown>>,
	nameOf: (field: string) => string,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(readers)
			.map(([field, read]) => [field, read?.(values[nameOf(field)])])
			.filter(([, value]) => value !== undefined),
	);
}

/** `minSpeakersExpected` for `min_speakers_expected`. */
export function camelCase(field: string): string {
	return field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A copy of an object that is plain data; absent where it is none. */
export function plainObject(
	value: unknown,
): Record<string, unknown> | undefined {
	// VS Code hands over a proxy, which the journal and the worker cannot clone.
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? JSON.parse(JSON.stringify(value))
		: undefined;
}
