import { ChangeSet, type ChangeSpec, type Text } from "@codemirror/state";

/**
 * What makes one document of another, as little as is found by comparing lines,
 * and characters from both ends, so that what stays keeps its place.
 */
export function differenceOf(before: Text, after: Text): ChangeSet {
	return ChangeSet.of(changes(before, after), before.length);
}

function changes(before: Text, after: Text): ChangeSpec[] {
	const [old, now] = [linesOf(before), linesOf(after)];
	const shorter = Math.min(old.length, now.length);
	let head = 0;
	while (head < shorter && old[head] === now[head]) {
		head++;
	}
	let tail = 0;
	while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) {
		tail++;
	}
	const [oldMiddle, nowMiddle] = [
		old.slice(head, old.length - tail),
		now.slice(head, now.length - tail),
	];
	if (oldMiddle.length === nowMiddle.length) {
		return lineByLine(before, head, oldMiddle, nowMiddle);
	}
	// A line at least on each side, so that line breaks stand between lines.
	const first = Math.max(0, head - 1);
	const last = Math.max(0, tail - 1);
	return trimmed(
		before.line(first + 1).from,
		old.slice(first, old.length - last).join("\n"),
		now.slice(first, now.length - last).join("\n"),
	);
}

function lineByLine(
	document: Text,
	head: number,
	before: readonly string[],
	after: readonly string[],
): ChangeSpec[] {
	return before.flatMap((old, index) =>
		old === after[index]
			? []
			: trimmed(document.line(head + index + 1).from, old, after[index] ?? ""),
	);
}

/** One change, without what both begin and end with. */
function trimmed(from: number, before: string, after: string): ChangeSpec[] {
	if (before === after) {
		return [];
	}
	const shorter = Math.min(before.length, after.length);
	let head = 0;
	while (head < shorter && before[head] === after[head]) {
		head++;
	}
	let tail = 0;
	while (
		tail < shorter - head &&
		before[before.length - 1 - tail] === after[after.length - 1 - tail]
	) {
		tail++;
	}
	return [
		{
			from: from + head,
			to: from + before.length - tail,
			insert: after.slice(head, after.length - tail),
		},
	];
}

function linesOf(text: Text): string[] {
	return [...text.iterLines()];
}
