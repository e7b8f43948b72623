import type { Paragraph, Script } from "./script.ts";

/** Paragraphs `[first, end)` of the script before, and what stands there now. */
interface Splice {
	readonly first: number;
	readonly end: number;
	readonly paragraphs: readonly Paragraph[];
}

/** What makes one script of another: small where little differs. */
export interface Change {
	/** In order, none overlapping another; indices are those of the script before. */
	readonly splices: readonly Splice[];
	/** The names afterwards, where they differ. */
	readonly names?: Script["names"];
}

/**
 * The change from one script to another. Paragraphs are the same where they are
 * the same object, as edits leave those that they do not touch.
 */
export function changeBetween(before: Script, after: Script): Change {
	return {
		splices:
			before.paragraphs.length === after.paragraphs.length
				? replaced(before.paragraphs, after.paragraphs)
				: resized(before.paragraphs, after.paragraphs),
		...(before.names !== after.names && { names: after.names }),
	};
}

/** The script after a change. */
export function withChange(script: Script, change: Change): Script {
	let at = 0;
	const paragraphs: Paragraph[] = [];
	for (const { first, end, paragraphs: added } of change.splices) {
		push(paragraphs, script.paragraphs.slice(at, first));
		push(paragraphs, added);
		at = end;
	}
	push(paragraphs, script.paragraphs.slice(at));
	return { paragraphs, names: change.names ?? script.names };
}

/** Runs of paragraphs that others took the place of, one for one. */
function replaced(
	before: readonly Paragraph[],
	after: readonly Paragraph[],
): Splice[] {
	const splices: Splice[] = [];
	let first = 0;
	while (first < before.length) {
		let end = first;
		while (end < before.length && before[end] !== after[end]) {
			end++;
		}
		if (end > first) {
			splices.push({ first, end, paragraphs: after.slice(first, end) });
		}
		first = end + 1;
	}
	return splices;
}

/** All between what both begin with and what both end with. */
function resized(
	before: readonly Paragraph[],
	after: readonly Paragraph[],
): Splice[] {
	const shorter = Math.min(before.length, after.length);
	let head = 0;
	while (head < shorter && before[head] === after[head]) {
		head++;
	}
	let tail = 0;
	while (
		tail < shorter - head &&
		before.at(-1 - tail) === after.at(-1 - tail)
	) {
		tail++;
	}
	return [
		{
			first: head,
			end: before.length - tail,
			paragraphs: after.slice(head, after.length - tail),
		},
	];
}

/** A spread would put each on the stack, which has no room for 100,000. */
function push(into: Paragraph[], added: readonly Paragraph[]): void {
	for (const each of added) {
		into.push(each);
	}
}
