import type { CaptionFormat } from "./cues.ts";

/** Marks that turn text around or hold it together, which players need and people do not see. */
const INVISIBLE = /[\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** What one voice says in a caption. */
export interface Turn {
	/** Absent where the caption does not say. */
	readonly speaker?: string;
	/** Without markup, on one line. */
	readonly text: string;
	/** Whether the name stands in brackets, as WhisperX writes it. */
	readonly isBracketed?: true;
}

/** A name before a colon, in brackets or not, after a dash or not. */
const PREFIX =
	/^\s*(?:[-–]\s*)?(?:\[([^\]\n]{1,60})\]|([\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}_.'’ -]{0,39})):(?=\s)\s*/u;

/** Letters between which no space stands, as in Chinese, Japanese and Thai. */
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}、。！？]/u;

/**
 * Who says what in a caption's text. WebVTT has voices of its own; names
 * before a colon are taken for speakers where the file as a whole has them.
 */
export function turnsOf(
	payload: string,
	format: CaptionFormat,
	{ hasPrefixes }: { readonly hasPrefixes: boolean },
): Turn[] {
	const turns: Turn[] = [];
	for (const { voice, text } of voicesIn(payload, format)) {
		if (voice !== undefined || !hasPrefixes) {
			turns.push({ ...(voice && { speaker: voice }), text });
			continue;
		}
		for (const line of text.split("\n")) {
			const last = turns.at(-1);
			const [prefix, bracketed, bare] = PREFIX.exec(line) ?? [];
			if (prefix !== undefined) {
				turns.push({
					speaker: (bracketed ?? bare ?? "").trim(),
					text: line.slice(prefix.length),
					...(bracketed !== undefined && { isBracketed: true }),
				});
			} else if (last !== undefined) {
				turns.splice(-1, 1, { ...last, text: `${last.text}\n${line}` });
			} else {
				turns.push({ text: line });
			}
		}
	}
	return turns
		.map((turn) => ({ ...turn, text: onOneLine(turn.text) }))
		.filter(({ text }) => text !== "");
}

/** Whether a caption begins with a name before a colon. */
export function hasPrefix(payload: string, format: CaptionFormat): boolean {
	return voicesIn(payload, format).some(
		({ voice, text }) => voice === undefined && PREFIX.test(text),
	);
}

interface Voiced {
	voice: string | undefined;
	text: string;
}

/**
 * A caption's text by voices, markup left out. Own lines: the parsers of npm
 * come with a renderer, or with types that do not resolve here.
 */
function voicesIn(payload: string, format: CaptionFormat): Voiced[] {
	const voices: Voiced[] = [];
	let voice: string | undefined;
	const markup =
		format === "srt" ? /<\/?[a-z][^<>]*>|\{\\[^{}\n]*\}/gi : /<[^<>]*>?/g;
	const unescaped = format === "srt" ? (text: string) => text : withoutEscapes;
	const add = (text: string) => {
		const last = voices.at(-1);
		if (last !== undefined && last.voice === voice) {
			last.text += text;
		} else if (/[^\s–-]/.test(text)) {
			voices.push({ voice, text });
		}
	};
	const text = payload.replace(INVISIBLE, "").replace(/\r\n?/g, "\n");
	let at = 0;
	for (const { 0: tag, index } of text.matchAll(markup)) {
		add(unescaped(text.slice(at, index)));
		at = index + tag.length;
		const given = /^<v(?:\.[^\s>]*)?[ \t\n]+([^>]*)>?$/.exec(tag)?.[1];
		if (given !== undefined || /^<\/v>?$/.test(tag)) {
			voice = onOneLine(withoutEscapes(given ?? "")) || undefined;
		}
	}
	add(unescaped(text.slice(at)));
	return voices;
}

const ESCAPES: Readonly<Record<string, string>> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	nbsp: "\u00a0",
	lrm: "\u200e",
	rlm: "\u200f",
};

function withoutEscapes(text: string): string {
	return text.replace(
		/&(?:(amp|lt|gt|quot|nbsp|lrm|rlm)|#(\d{1,7}));/g,
		(whole, name: string | undefined, code: string | undefined) =>
			name !== undefined
				? (ESCAPES[name] ?? whole)
				: Number(code) <= 0x10ffff
					? String.fromCodePoint(Number(code))
					: whole,
	);
}

function onOneLine(text: string): string {
	const lines = text
		.split("\n")
		.map((line) => line.replace(/\s+/gu, " ").trim())
		.filter((line) => line !== "");
	return lines
		.map((line, index) => {
			const before = lines[index - 1];
			const isJoined =
				before === undefined ||
				(UNSPACED.test(before.slice(-1)) && UNSPACED.test(line.slice(0, 1)));
			return isJoined ? line : ` ${line}`;
		})
		.join("");
}
