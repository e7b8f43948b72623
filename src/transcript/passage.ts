import { clock } from "./clock.ts";
import type { ReadParagraph } from "./readText.ts";

/** A part of a transcript that fits a budget. */
export interface Passage {
	/** Its paragraphs, with their times and speakers. */
	readonly text: string;
	/** Numbers of its first and last paragraph, from 1. */
	readonly first: number;
	readonly last: number;
	/** How many the transcript has. */
	readonly of: number;
}

/** A paragraph that is longer, in characters, is divided: a file may have one only. */
const MAX_CHARS = 2000;

/** So much less than what seems to fit is tried, since words differ. */
const CAUTION = 0.95;

/**
 * As many paragraphs as fit, at least one.
 *
 * @param first - number of the paragraph to begin with, from 1.
 * @param budget - by the measure of `count`.
 */
export async function passageOf(
	paragraphs: readonly ReadParagraph[],
	first: number,
	budget: number,
	count: (text: string) => PromiseLike<number>,
): Promise<Passage> {
	const lines = paragraphs.flatMap(linesOf);
	const start = Math.min(Math.max(1, first), Math.max(1, lines.length)) - 1;
	let end = lines.length;
	for (;;) {
		const text = lines.slice(start, end).join("\n\n");
		const size = await count(text);
		if (size <= budget || end <= start + 1) {
			return { text, first: start + 1, last: end, of: lines.length };
		}
		const fitting = ((end - start) * budget * CAUTION) / size;
		end = start + Math.max(1, Math.min(end - start - 1, Math.floor(fitting)));
	}
}

function linesOf({ text, speaker, start }: ReadParagraph): string[] {
	const time = start === undefined ? "" : `[${clock(start)}] `;
	const name = speaker === undefined ? "" : `${speaker}: `;
	return divided(time + name + text);
}

/** Cut at spaces; where there are none, anywhere. */
function divided(text: string): string[] {
	const parts: string[] = [];
	let rest = text;
	while (rest.length > MAX_CHARS) {
		const space = rest.lastIndexOf(" ", MAX_CHARS);
		const at = space > 0 ? space : MAX_CHARS;
		parts.push(rest.slice(0, at));
		rest = rest.slice(at).trimStart();
	}
	return [...parts, rest];
}
