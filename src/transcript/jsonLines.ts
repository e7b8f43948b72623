/**
 * As `JSON.stringify` with tabs, but what holds no other list or object stands
 * on one line, as a word of a transcript does: half the file, and people
 * compare versions line by line. Packages that lay out JSON so take a second
 * and more for a recording of ten hours.
 */
export function jsonLines(value: unknown, indent = ""): string {
	if (!isNested(value)) {
		return JSON.stringify(value) ?? "null";
	}
	const inner = `${indent}\t`;
	const lines = Array.isArray(value)
		? value.map((each) => jsonLines(each, inner))
		: Object.entries(value)
				.filter(([, each]) => each !== undefined)
				.map(
					([name, each]) =>
						`${JSON.stringify(name)}: ${jsonLines(each, inner)}`,
				);
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	return `${open}\n${inner}${lines.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** Whether a value holds lists or objects. */
function isNested(value: unknown): value is object {
	return isObject(value) && Object.values(value).some((each) => isObject(each));
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null;
}
