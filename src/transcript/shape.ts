/** Says what is wrong with a value that came from outside; nothing where it is right. */
export type Shape = (value: unknown, path: string) => string | undefined;

export const text: Shape = (value, path) =>
	typeof value === "string" ? undefined : `${path} is no text`;

export const number: Shape = (value, path) =>
	typeof value === "number" && Number.isFinite(value)
		? undefined
		: `${path} is no number`;

/** A time or a size. */
export const count: Shape = (value, path) =>
	number(value, path) ??
	(Number(value) < 0 ? `${path} is less than nothing` : undefined);

/** A point in time, ISO 8601. */
export const date: Shape = (value, path) =>
	text(value, path) ??
	(Number.isNaN(Date.parse(String(value))) ? `${path} is no date` : undefined);

/** May be absent. */
export function optional(shape: Shape): Shape {
	return (value, path) => (value === undefined ? value : shape(value, path));
}

/** May be absent or null, as the service writes it. */
export function nullable(shape: Shape): Shape {
	return (value, path) => (value == null ? undefined : shape(value, path));
}

export function list(shape: Shape): Shape {
	return (value, path) =>
		Array.isArray(value)
			? first(value.entries(), ([index, each]) =>
					shape(each, `${path}[${index}]`),
				)
			: `${path} is no list`;
}

/** Fields of an object; it may have others. */
export function record(fields: Readonly<Record<string, Shape>>): Shape {
	return (value, path) =>
		isRecord(value)
			? first(Object.entries(fields), ([name, shape]) =>
					shape(
						Object.hasOwn(value, name) ? value[name] : undefined,
						path === "" ? name : `${path}.${name}`,
					),
				)
			: `${path === "" ? "it" : path} is no object`;
}

/** An object whose fields all have one shape. */
export function dictionary(shape: Shape): Shape {
	return (value, path) =>
		isRecord(value)
			? first(Object.entries(value), ([name, each]) =>
					shape(each, `${path}.${name}`),
				)
			: `${path} is no object`;
}

/** Whether a value holds others in others, so many times that what walks through it may run out of stack. */
export function isDeeperThan(levels: number, value: unknown): boolean {
	return (
		typeof value === "object" &&
		value !== null &&
		(levels === 0 ||
			Object.values(value).some((each) => isDeeperThan(levels - 1, each)))
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function first<T>(
	values: Iterable<T>,
	fault: (value: T) => string | undefined,
): string | undefined {
	for (const value of values) {
		const found = fault(value);
		if (found !== undefined) {
			return found;
		}
	}
	return undefined;
}
