import { nameOf, type Script, textOf } from "./script.ts";

/** Words of one paragraph, `[first, end)`. */
export interface WordRange {
	readonly paragraph: number;
	readonly first: number;
	readonly end: number;
}

/**
 * A part of a script as text to paste elsewhere: a paragraph a line, a blank
 * line between, the speaker where that changes.
 *
 * @param withTimes - begins each paragraph with its time, `[0:01:02]`.
 */
export function copiedText(
	{ paragraphs, names }: Script,
	ranges: readonly WordRange[],
	withTimes: boolean,
): string {
	let former: string | undefined;
	return ranges
		.flatMap(({ paragraph, first, end }) => {
			const { speaker, words = [] } = paragraphs[paragraph] ?? {};
			const part = words.slice(first, end);
			const [word] = part;
			if (word === undefined) {
				return [];
			}
			const time = withTimes ? `[${stamp(word.start)}] ` : "";
			const isNamed =
				speaker !== undefined && (withTimes || speaker !== former);
			const name = isNamed ? `${nameOf(speaker, names)}: ` : "";
			former = speaker;
			return [`${time}${name}${textOf(part)}`];
		})
		.join("\n\n");
}

/** All of a script. */
export function allWords({ paragraphs }: Script): WordRange[] {
	return paragraphs.map(({ words }, paragraph) => ({
		paragraph,
		first: 0,
		end: words.length,
	}));
}

function stamp(timeMs: number): string {
	const seconds = Number.isFinite(timeMs) ? Math.max(0, timeMs) / 1000 : 0;
	const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
	return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
