import { paragraphsOfRuns, type Run } from "./runs.ts";
import type { Script } from "./script.ts";
import { lengthOf, share } from "./share.ts";
import { timeStampsIn } from "./timeStamps.ts";
import { tokensOf } from "./tokens.ts";

/** How long what is noted may take to say, in milliseconds a character: slow speech. */
const MS_A_CHARACTER = 80;

/** What stands around a time at a line's beginning, up to the speaker's name in bold. */
const AROUND =
	/^[\])*_]{0,3}(?:\([^)\s]*\))?(?:[ \t\u200F]*\*\*((?:\\.|[^*\\])+):\*\*)?[ \t\u200F]*/;

const BEFORE = /^[\u200F \t>*+-]*[[(*_]{0,3}$/;

interface Note {
	readonly timeMs: number;
	readonly speaker: string | undefined;
	text: string;
}

/**
 * Notes with a time at the beginning of each, as Markdown that was made of a
 * transcript has them. What stands under no time is left out: nobody knows
 * when it is heard.
 */
export function readNotes(markdown: string): Script {
	const notes = notesIn(markdown);
	const runs = notes.map(({ timeMs, speaker, text }, index): Run => {
		const tokens = tokensOf(text, []);
		const next = notes[index + 1]?.timeMs ?? Number.POSITIVE_INFINITY;
		const longest = timeMs + MS_A_CHARACTER * lengthOf(tokens);
		const end = next > timeMs ? Math.min(next, longest) : longest;
		return { speaker, words: share(tokens, { start: timeMs, end }) };
	});
	return {
		paragraphs: runs.flatMap((run) => paragraphsOfRuns([run])),
		names: {},
	};
}

function notesIn(markdown: string): Note[] {
	const notes: Note[] = [];
	let isOpen = false;
	for (const line of markdown.split(/\r\n|\r|\n/)) {
		const [stamp] = timeStampsIn("notes.md", line);
		const last = notes.at(-1);
		if (stamp !== undefined && BEFORE.test(line.slice(0, stamp.from))) {
			const rest = line.slice(stamp.to);
			const [around = "", name] = AROUND.exec(rest) ?? [];
			notes.push({
				timeMs: stamp.timeMs,
				speaker: name === undefined ? last?.speaker : plain(name),
				text: plain(rest.slice(around.length)),
			});
			isOpen = true;
		} else if (line.trim() === "") {
			isOpen = false;
		} else if (isOpen && last !== undefined) {
			last.text += ` ${plain(line)}`;
		}
	}
	return notes;
}

/** Without the escapes of Markdown. */
function plain(text: string): string {
	return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").trim();
}
