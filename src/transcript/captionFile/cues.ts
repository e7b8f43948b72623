/** A caption and where it stands in its file; offsets count from the text's start, ends are not included. */
export interface Cue {
	/** In milliseconds. */
	readonly start: number;
	readonly end: number;
	/** From its number or name to the blank lines after it. */
	readonly block: { readonly from: number; readonly to: number };
	/** Its lines of text, without the last line break. */
	readonly payload: { readonly from: number; readonly to: number };
}

export type CaptionFormat = "srt" | "vtt";

const CLOCK = /(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/.source;
const TIMING = new RegExp(
	`^\\uFEFF?[ \\t]*${CLOCK}[ \\t]*-->[ \\t]*${CLOCK}(?!\\d)`,
);

interface Line {
	readonly from: number;
	/** Without the line break. */
	readonly to: number;
	readonly text: string;
}

/**
 * The captions of an SRT or WebVTT text, in its order. Own lines, since no
 * parser tells where each stands, which writing one back without touching the
 * others needs. Takes what players take: missing numbers and blank lines,
 * points and commas, and in SRT blank lines within a caption.
 */
export function cuesOf(text: string, format: CaptionFormat): Cue[] {
	const lines = linesOf(text);
	const timings = lines.flatMap(({ text }, index) => {
		const times = timesIn(text);
		return times === undefined ? [] : [{ index, ...times }];
	});
	return timings.map(({ index, start, end }, number) => {
		const next = timings[number + 1]?.index;
		const limit = next === undefined ? lines.length : headOf(lines, next);
		const first = index + 1;
		const last = lastLine(lines, first, limit, format);
		const head = lines[headOf(lines, index)];
		const blankEnd = skipBlank(lines, last + 1, limit);
		const to = lines[blankEnd]?.from ?? text.length;
		const from = lines[first]?.from ?? text.length;
		return {
			start,
			end,
			block: { from: head?.from ?? 0, to },
			payload: { from, to: last < first ? from : (lines[last]?.to ?? from) },
		};
	});
}

function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	for (const { index, 0: line } of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
		const content = line.replace(/[\r\n]+$/, "");
		if (line !== "") {
			lines.push({ from: index, to: index + content.length, text: content });
		}
	}
	return lines;
}

function timesIn(line: string): { start: number; end: number } | undefined {
	const match = TIMING.exec(line);
	if (match === null) {
		return undefined;
	}
	const clock = (at: number) => {
		const [hours = 0, minutes = 0, seconds = 0] = match
			.slice(at, at + 3)
			.map((part) => Number(part ?? 0));
		const fraction = Number((match[at + 3] ?? "").padEnd(3, "0"));
		return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
	};
	const start = clock(1);
	return { start, end: Math.max(start, clock(5)) };
}

/** The line that a caption begins with: its number or name, where there is one, else its times. */
function headOf(lines: readonly Line[], timing: number): number {
	const above = lines[timing - 1]?.text.trim() ?? "";
	const isNumber = /^\d+$/.test(above);
	const isAfterBlank = (lines[timing - 2]?.text.trim() ?? "") === "";
	return isNumber || (above !== "" && isAfterBlank && timing > 1)
		? timing - 1
		: timing;
}

/** The last line of a caption's text; one before the first where it has none. */
function lastLine(
	lines: readonly Line[],
	first: number,
	limit: number,
	format: CaptionFormat,
): number {
	const isBlank = (index: number) => lines[index]?.text.trim() === "";
	let last = first - 1;
	for (let index = first; index < limit; index++) {
		if (!isBlank(index)) {
			last = index;
		} else if (format === "vtt") {
			break;
		}
	}
	return last;
}

function skipBlank(
	lines: readonly Line[],
	from: number,
	limit: number,
): number {
	let index = from;
	while (index < limit && lines[index]?.text.trim() === "") {
		index++;
	}
	return index;
}
