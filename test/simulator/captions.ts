import type { JobRecord } from "./jobs.ts";
import type { ScriptWord } from "./script.ts";

const SENTENCE_END = /[.!?。！？؟]["'”」»]?$/u;

/** A stretch of words, as the service's sentences and paragraphs are. */
interface Stretch {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly confidence: number;
	readonly words: readonly (ScriptWord & { confidence: number })[];
}

/** `GET …/sentences` and `GET …/paragraphs`. */
export function stretchesOf(
	job: JobRecord,
	kind: "sentences" | "paragraphs",
): Record<string, unknown> {
	const { words, duration } = job.script;
	const isEnd = (word: ScriptWord, next: ScriptWord | undefined) =>
		kind === "sentences"
			? SENTENCE_END.test(word.text)
			: next?.paragraph !== word.paragraph;
	return {
		id: job.id,
		confidence: 0.97,
		audio_duration: duration,
		[kind]: cut(words, isEnd),
	};
}

/** How long captions are where nobody says; the longest of those that the service's OpenAPI shows has 69 characters. */
export const CHARS_PER_CAPTION = 70;

/**
 * `GET …/srt` and `GET …/vtt`: one line a caption, as many words as fit, cut
 * at sentence ends, with the words' own times. Words are divided by spaces in
 * every language (AssemblyAI/assemblyai-python-sdk#88), and speakers not told
 * apart.
 *
 * @param maxChars - characters a caption.
 */
export function captionsOf(
	job: JobRecord,
	format: "srt" | "vtt",
	maxChars = CHARS_PER_CAPTION,
): string {
	let length = 0;
	const captions = cut(job.script.words, (word, next) => {
		length += word.text.length + 1;
		const isEnd =
			SENTENCE_END.test(word.text) ||
			length + (next?.text.length ?? 0) > maxChars;
		if (isEnd) {
			length = 0;
		}
		return isEnd;
	});
	const time = format === "srt" ? srtTime : vttTime;
	const blocks = captions.map(
		({ text, start, end }, index) =>
			`${format === "srt" ? `${index + 1}\n` : ""}${time(start)} --> ${time(end)}\n${text}\n`,
	);
	return (format === "vtt" ? "WEBVTT\n\n" : "") + blocks.join("\n");
}

/** `GET …/word-search`. @param sought - words, divided by commas. */
export function wordSearch(
	job: JobRecord,
	sought: string,
): Record<string, unknown> {
	const plain = (text: string) =>
		text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
	const matches = sought.split(",").flatMap((text) => {
		const found = [...job.script.words.entries()].filter(
			([, word]) => plain(word.text) === plain(text),
		);
		return found.length === 0
			? []
			: [
					{
						text: plain(text),
						count: found.length,
						timestamps: found.map(([, { start, end }]) => [start, end]),
						indexes: found.map(([index]) => index),
					},
				];
	});
	const total_count = matches.reduce((sum, { count }) => sum + count, 0);
	return { id: job.id, total_count, matches };
}

function cut(
	words: readonly ScriptWord[],
	isEnd: (word: ScriptWord, next: ScriptWord | undefined) => boolean,
): Stretch[] {
	const stretches: Stretch[] = [];
	let first = 0;
	for (const [index, word] of words.entries()) {
		if (!isEnd(word, words[index + 1]) && index < words.length - 1) {
			continue;
		}
		const part = words.slice(first, index + 1);
		first = index + 1;
		stretches.push({
			text: part.map(({ text }) => text).join(" "),
			start: part[0]?.start ?? 0,
			end: word.end,
			confidence: 0.97,
			words: part.map((each) => ({ ...each, confidence: 0.97 })),
		});
	}
	return stretches;
}

function srtTime(ms: number): string {
	return new Date(ms).toISOString().slice(11, 23).replace(".", ",");
}

/** Without hours where there are none, as the service's OpenAPI shows it. */
function vttTime(ms: number): string {
	const time = new Date(ms).toISOString().slice(11, 23);
	return time.startsWith("00:") ? time.slice(3) : time;
}
