/** A word as a Whisper program timed it; times in milliseconds. */
interface HeardWord {
	/** With the space before it, where it has one. */
	readonly text: string;
	/** Absent where the program could not tell, as WhisperX of numbers. */
	readonly start?: number;
	readonly end?: number;
	/** From 0 to 1. */
	readonly confidence?: number;
	readonly speaker?: string;
}

/** A stretch of speech that a Whisper program heard as one; times in milliseconds. */
export interface HeardSegment {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly speaker?: string;
	/** Empty where words were not timed. */
	readonly words: readonly HeardWord[];
}

/**
 * The segments of what OpenAI's Whisper, faster-whisper, WhisperX or
 * whisper.cpp writes as JSON; absent where a value is none of these.
 */
export function segmentsOf(value: unknown): HeardSegment[] | undefined {
	const { segments, transcription } = record(value);
	if (Array.isArray(segments)) {
		const read = segments.map(segment);
		return read.every((each) => each !== undefined) ? read : undefined;
	}
	if (Array.isArray(transcription)) {
		const read = transcription.map(offsetSegment);
		return read.every((each) => each !== undefined) ? read : undefined;
	}
	return undefined;
}

/** Of Python's programs: times in seconds. */
function segment(value: unknown): HeardSegment | undefined {
	const { text, start, end, words, speaker } = record(value);
	const [from, to] = [timeMs(start, 1000), timeMs(end, 1000)];
	if (typeof text !== "string" || from === undefined || to === undefined) {
		return undefined;
	}
	return {
		text,
		start: from,
		end: Math.max(from, to),
		...named(speaker),
		words: list(words).flatMap(heardWord),
	};
}

function heardWord(value: unknown): HeardWord[] {
	const { word, start, end, probability, score, speaker } = record(value);
	return typeof word === "string"
		? [
				{
					text: word,
					...timed(start, end, 1000),
					...sure(probability ?? score),
					...named(speaker),
				},
			]
		: [];
}

/** Of whisper.cpp: times in milliseconds, and tokens instead of words. */
function offsetSegment(value: unknown): HeardSegment | undefined {
	const { text, offsets, tokens } = record(value);
	const { from, to } = record(offsets);
	const [start, end] = [timeMs(from, 1), timeMs(to, 1)];
	if (typeof text !== "string" || start === undefined || end === undefined) {
		return undefined;
	}
	return {
		text,
		start,
		end: Math.max(start, end),
		words: wordsOfTokens(list(tokens), text),
	};
}

/** A token that begins with a space begins a word. */
function wordsOfTokens(tokens: readonly unknown[], text: string): HeardWord[] {
	const words: { text: string; start: number; end: number; p: number }[] = [];
	for (const token of tokens) {
		const { text, offsets, p } = record(token);
		const { from, to } = record(offsets);
		const [start, end] = [timeMs(from, 1) ?? 0, timeMs(to, 1) ?? 0];
		if (typeof text !== "string" || /^\[_.*\]$/.test(text)) {
			continue;
		}
		const last = words.at(-1);
		const sureness = typeof p === "number" ? p : 1;
		if (last === undefined || text.startsWith(" ") || UNSPACED.test(text)) {
			words.push({ text, start, end, p: sureness });
		} else {
			last.text += text;
			last.end = Math.max(last.end, end);
			last.p = Math.min(last.p, sureness);
		}
	}
	// A token can be half a character; then the tokens do not make the text.
	const isWhole = words.map((word) => word.text).join("") === text;
	return isWhole
		? words.map(({ p, ...word }) => ({ ...word, ...sure(p) }))
		: [];
}

/** Scripts that are written without spaces: each token is a word. */
const UNSPACED =
	/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function timed(start: unknown, end: unknown, unit: number) {
	const [from, to] = [timeMs(start, unit), timeMs(end, unit)];
	return from === undefined || to === undefined
		? {}
		: { start: from, end: Math.max(from, to) };
}

function timeMs(value: unknown, unit: number): number | undefined {
	return typeof value === "number" && value >= 0 && Number.isFinite(value)
		? Math.round(value * unit)
		: undefined;
}

function sure(value: unknown): { confidence?: number } {
	return typeof value === "number" && value >= 0 && value <= 1
		? { confidence: value }
		: {};
}

function named(value: unknown): { speaker?: string } {
	return typeof value === "string" && value.trim() !== ""
		? { speaker: value.trim() }
		: {};
}

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null
		? (value as Record<string, unknown>)
		: {};
}
