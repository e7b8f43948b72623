import { nameOf, type Script, textOf, type Word } from "../script.ts";
import type { Cue } from "./cues.ts";
import type { CaptionText, SpokenCue, SpokenTurn } from "./read.ts";

/** No line of a caption is broken below this, in characters: the usual width of captions. */
const MIN_WIDTH = 42;

/**
 * The text of captions after edits of their script. Only captions whose words
 * or speaker changed are written anew, without their markup; every other byte
 * stays: times, numbers, notes, styles. A caption without words is left out.
 */
export function writeCaptions(file: CaptionText, script: Script): string {
	const now = namedTurns(file, script);
	let result = "";
	let at = 0;
	for (const [index, { cue, turns: former }] of file.cues.entries()) {
		const turns = now[index] ?? [];
		if (isSame(former, turns)) {
			continue;
		}
		const { from, to } = turns.length > 0 ? cue.payload : cue.block;
		const payload = file.text.slice(cue.payload.from, cue.payload.to);
		result += file.text.slice(at, from);
		result += turns.length > 0 ? payloadOf(turns, payload, file) : "";
		at = to;
	}
	return result + file.text.slice(at);
}

/** What is said in each caption now, and whether the caption has to name who says it. */
function namedTurns(file: CaptionText, script: Script): SpokenTurn[][] {
	const isVoiced = hasVoices(file);
	let before: string | undefined;
	return assigned(file.cues, script).map((turns, index) =>
		turns.map(({ speaker, words }, number) => {
			const old = file.cues[index]?.turns[number];
			const isNew = isVoiced || speaker !== before || old?.isNamed === true;
			before = speaker;
			return {
				speaker: speaker && nameGiven(speaker, script),
				isNamed: speaker !== undefined && isNew,
				isBracketed: old?.isBracketed ?? false,
				words,
			};
		}),
	);
}

/** Whether names stand in WebVTT's own `<v …>`. */
function hasVoices({ format, hasPrefixes }: CaptionText): boolean {
	return format === "vtt" && !hasPrefixes;
}

/** By the name that a person gave, else as the captions have it. */
function nameGiven(speaker: string, { names }: Script): string {
	return Object.hasOwn(names, speaker) ? nameOf(speaker, names) : speaker;
}

interface Turn {
	readonly speaker: string | undefined;
	readonly words: Word[];
}

/** For each caption what is said in it: its own words, and new ones that have its time. */
function assigned(cues: readonly SpokenCue[], script: Script): Turn[][] {
	const places = cues.flatMap(({ turns }, index) =>
		turns.length > 0 ? index : [],
	);
	const own = new Map(
		places.flatMap((index, place) =>
			(cues[index]?.turns ?? []).flatMap(({ words }) =>
				words.map((word) => [word, place] as const),
			),
		),
	);
	const timeOf = (place: number) => cues[places[place] ?? -1]?.cue;
	const now: Turn[][] = cues.map(() => []);
	let place = 0;
	for (const { speaker, words } of script.paragraphs) {
		for (const word of words) {
			place = Math.max(place, own.get(word) ?? placeAt(word, place, timeOf));
			const turns = now[places[place] ?? 0] ?? [];
			const last = turns.at(-1);
			if (last !== undefined && last.speaker === speaker) {
				last.words.push(word);
			} else {
				turns.push({ speaker, words: [word] });
			}
		}
	}
	return now;
}

/** The last caption, from a place on, that the time of a word has reached. */
function placeAt(
	{ start }: Word,
	from: number,
	timeOf: (place: number) => Cue | undefined,
): number {
	let place = from;
	for (;;) {
		const [here, next] = [timeOf(place), timeOf(place + 1)];
		if (!here || !next || start < next.start || start < here.end) {
			return place;
		}
		place++;
	}
}

function isSame(
	former: readonly SpokenTurn[],
	now: readonly SpokenTurn[],
): boolean {
	return (
		former.length === now.length &&
		now.every(({ speaker, isNamed, words }, index) => {
			const old = former[index];
			return (
				isNamed === old?.isNamed &&
				(!isNamed || speaker === old.speaker) &&
				textOf(words) === textOf(old?.words ?? [])
			);
		})
	);
}

/** A caption's text: a line a voice, broken into about as many lines as it had. */
function payloadOf(
	turns: readonly SpokenTurn[],
	former: string,
	file: CaptionText,
): string {
	const formerLines = former.split(/\r\n|\r|\n/);
	const width = Math.max(MIN_WIDTH, ...formerLines.map((line) => line.length));
	const lines = turns.flatMap(({ speaker, isNamed, isBracketed, words }) => {
		const text = broken(textOf(words), turns.length > 1 ? Infinity : width);
		const name = isNamed && speaker !== undefined ? speaker : "";
		if (name === "") {
			return text.map((line) => escaped(line, file));
		}
		if (hasVoices(file)) {
			const spoken = text.map((line) => escaped(line, file)).join("\n");
			return `<v ${escaped(name, file)}>${spoken}</v>`.split("\n");
		}
		const prefix = isBracketed ? `[${name}]: ` : `${name}: `;
		return broken(prefix + textOf(words), width).map((line) =>
			escaped(line, file),
		);
	});
	return lines.join(file.text.includes("\r\n") ? "\r\n" : "\n");
}

/** A text in lines of at most a width, in characters, none much longer than the others. */
function broken(text: string, width: number): string[] {
	const count = Math.max(1, Math.ceil(text.length / width));
	const each = text.length / count;
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		const longer = line === "" ? word : `${line} ${word}`;
		const isFull =
			line !== "" && (longer.length > width || line.length >= each);
		if (isFull && lines.length < count) {
			lines.push(line);
			line = word;
		} else {
			line = longer;
		}
	}
	return [...lines, line];
}

/** In SRT nothing is escaped; no line may look like a caption's times. */
function escaped(text: string, { format }: CaptionText): string {
	return format === "vtt"
		? text
				.replaceAll("&", "&amp;")
				.replaceAll("<", "&lt;")
				.replaceAll(">", "&gt;")
		: text.replaceAll("-->", "->");
}
