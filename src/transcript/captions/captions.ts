import { type Script, wholeText } from "../script.ts";
import { draftsOf } from "./drafts.ts";
import { interrupted } from "./interruptions.ts";
import { type Legibility, legibilityOf } from "./limits.ts";
import { piecesOf } from "./pieces.ts";
import { timed } from "./timing.ts";
import { turnsOf } from "./turns.ts";
import { columnsOf } from "./width.ts";

/** Text on the screen; times in milliseconds from the recording's start. */
export interface Caption {
	readonly start: number;
	readonly end: number;
	/** By name; absent where speakers were not asked for. */
	readonly speaker?: string;
	/** One or two. */
	readonly lines: readonly string[];
}

/** What captions are made by. */
export interface CaptionOptions {
	/** The service's code; it tells which words belong together. */
	readonly language: string | undefined;
	/** Whether a caption begins with its speaker's name where another spoke before: `Anna: Hello.` */
	readonly named: boolean;
}

/**
 * Captions as Netflix's Timed Text Style Guide wants them, in the order in
 * which they are shown. They hold every word, and never overlap.
 */
export function captionsOf(script: Script, options: CaptionOptions): Caption[] {
	const legibility = legibilityOf(wholeText(script));
	const stretches = turnsOf(script).map(({ speaker, words }) => ({
		speaker,
		from: 0,
		pieces: piecesOf(words, legibility.lineColumns),
	}));
	const drafts = draftsOf(
		interrupted(
			stretches.filter(({ pieces }) => pieces.length > 0),
			options.language,
		),
		{ ...options, legibility },
	);
	const times = timed(
		drafts.map((draft) => ({
			...draft,
			readingMs: readingMs(draft.lines, legibility),
		})),
	);
	return drafts.map(({ speaker, lines }, index) => ({
		start: times[index]?.start ?? 0,
		end: times[index]?.end ?? 0,
		...(speaker !== undefined && { speaker }),
		lines,
	}));
}

function readingMs(lines: readonly string[], legibility: Legibility): number {
	const columns = columnsOf(lines.join(" "));
	return Math.ceil((columns / legibility.columnsPerSecond) * 1000);
}
