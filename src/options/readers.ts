import { parseTime } from "./time.ts";

/**
 * Takes a value as a settings file has it.
 *
 * @returns what the service is to get; absent where the value is none of its
 * kind, or is what the service does anyway.
 */
export type Reader<T> = (value: unknown) => T | undefined;

/** Yes or no. @param usual - what the service does unasked. */
export function flag(usual = false): Reader<boolean> {
	return (value) =>
		typeof value === "boolean" && value !== usual ? value : undefined;
}

/** A number within bounds. @param usual - what the service takes unasked. */
export function number(
	min: number,
	max: number,
	usual?: number,
): Reader<number> {
	return (value) =>
		typeof value === "number" && value >= min && value <= max && value !== usual
			? value
			: undefined;
}

/** A whole number from 1. */
export const count: Reader<number> = (value) =>
	Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : undefined;

/** A text that is not empty. */
export const text: Reader<string> = (value) =>
	typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

/** One of a few words that the service knows; what it does unasked is not among them. */
export function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
	return (value) => words.find((word) => word === value);
}

/** Texts, each once; those that are none are left out. */
export const texts: Reader<string[]> = (value) => {
	const all = Array.isArray(value)
		? value.flatMap((each) => text(each) ?? [])
		: [];
	return all.length > 0 ? [...new Set(all)] : undefined;
};

/** A position in the recording, such as `1:15`. @returns milliseconds. */
export const position: Reader<number> = (value) => {
	const seconds = typeof value === "string" ? parseTime(value) : undefined;
	return seconds ? Math.round(1000 * seconds) : undefined;
};

/** How words are to be spelt, by what would be written: `{ "deco": "Deko" }`. */
export const spelling: Reader<{ from: string[]; to: string }[]> = (value) => {
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
};

/** An object that is passed on as it is. */
export function object<T extends object>(): Reader<T> {
	return (value) => {
		const given = plainObject(value);
		return given && Object.keys(given).length > 0 ? (given as T) : undefined;
	};
}

/** Settings that make one object together. */
export function group<T extends object>(
	readers: {
		readonly [K in keyof T]?: Reader<NonNullable<T[K]>>;
	},
): Reader<T> {
	return (value) => {
		const read = readAll(readers, plainObject(value) ?? {}, camelCase);
		return Object.keys(read).length > 0 ? (read as T) : undefined;
	};
}

/** What readers make of values, by field. @param nameOf - the name that a field's value has. */
export function readAll(
	readers: Readonly<Record<string, Reader<unknown> | undefined>>,
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
