import type { Script } from "./script.ts";
import { speakersOf } from "./speakers.ts";

/** A speaker's part in a recording. */
interface SpeakerShare {
	readonly name: string;
	readonly words: number;
	/** Spoken, in milliseconds. */
	readonly timeMs: number;
	/** Of all that is spoken, from 0 to 1. */
	readonly share: number;
}

/** A transcript in numbers. */
export interface ScriptStatistics {
	readonly words: number;
	readonly paragraphs: number;
	/** In which somebody speaks, in milliseconds: words with the pauses between those of a paragraph. */
	readonly spokenMs: number;
	/** Who speaks most comes first; empty where nobody is told apart. */
	readonly speakers: readonly SpeakerShare[];
}

/** What the statistics of the transcript view show. */
export function scriptStatistics(script: Script): ScriptStatistics {
	const parts = new Map<
		string | undefined,
		{ words: number; timeMs: number }
	>();
	for (const { speaker, words } of script.paragraphs) {
		const part = parts.get(speaker) ?? { words: 0, timeMs: 0 };
		part.words += words.filter(({ text }) => text.trim() !== "").length;
		part.timeMs += spanOf(words);
		parts.set(speaker, part);
	}
	const all = [...parts.values()];
	const spokenMs = all.reduce((sum, { timeMs }) => sum + timeMs, 0);
	const speakers = speakersOf(script).map(({ id, name }): SpeakerShare => {
		const { words, timeMs } = parts.get(id) ?? { words: 0, timeMs: 0 };
		return { name, words, timeMs, share: timeMs / Math.max(1, spokenMs) };
	});
	return {
		words: all.reduce((sum, { words }) => sum + words, 0),
		paragraphs: script.paragraphs.length,
		spokenMs,
		speakers: speakers.sort((a, b) => b.timeMs - a.timeMs),
	};
}

/** From the first time to the last; nothing where times are broken. */
function spanOf(words: Script["paragraphs"][number]["words"]): number {
	const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
	return Number.isFinite(end - start) ? Math.max(0, end - start) : 0;
}
