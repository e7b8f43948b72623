import type { Cue } from "./cues.ts";

/** A caption's place, and its text with its markup. */
interface Caption {
	readonly cue: Cue;
	readonly payload: string;
}

/** With less of their captions repeating a line, a file only repeats words. */
const SHARE = 0.3;

/** Whether captions repeat lines of those before them, to look as if they rolled. */
export function isRolling(captions: readonly Caption[]): boolean {
	const repeated = captions.filter(
		(_, index) => repeatedLines(captions, index) > 0,
	);
	return repeated.length > 2 && repeated.length > SHARE * captions.length;
}

/** Captions without the lines that the one before has already shown. */
export function withoutRepeats(captions: readonly Caption[]): Caption[] {
	return captions.map(({ cue, payload }, index) => ({
		cue,
		payload: linesOf(payload).slice(repeatedLines(captions, index)).join("\n"),
	}));
}

/** How many lines, from its first, a caption has from the end of the one before. */
function repeatedLines(captions: readonly Caption[], index: number): number {
	const lines = linesOf(captions[index]?.payload ?? "").map(bare);
	const before = linesOf(captions[index - 1]?.payload ?? "").map(bare);
	for (let count = Math.min(lines.length, before.length); count > 0; count--) {
		const end = before.slice(-count);
		if (end.every((line, at) => line === lines[at] && line !== "")) {
			return count;
		}
	}
	return 0;
}

function linesOf(payload: string): string[] {
	return payload.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
}

function bare(line: string): string {
	return line.replace(/<[^<>]*>/g, "").trim();
}
