/** A time in a text, and the stretch of the recording's time that it names. */
export interface TimeStamp {
	/** Offset in the text, of the time itself. */
	readonly from: number;
	/** Not included. */
	readonly to: number;
	/** In milliseconds from the recording's start. */
	readonly timeMs: number;
}

const CLOCK = /(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?/.source;

/**
 * Each has what stands before the time, and the time. Those of notes tell
 * times of a recording, which begin a line, stand in brackets or have seconds,
 * from times of day in sentences.
 */
const IN_NOTES = [
	`^([\u200F \t>*+-]*[[(*_]{0,3})(${CLOCK})(?=[\\])*_\\s])`,
	`([[(])(${CLOCK})(?=[\\])])`,
	"(^|[^\\w:.,])(\\d{1,3}:\\d{2}:\\d{2}(?:[.,]\\d{1,3})?)(?![\\w:])",
];

const IN_CAPTIONS = [
	`^([ \t]*)(${CLOCK})(?=[ \t]*-->)`,
	`(-->[ \t]*)(${CLOCK})`,
];

/** The time stamps of captions (`.srt`, `.vtt`), or of notes (`.md`). */
export function timeStampsIn(name: string, text: string): TimeStamp[] {
	const isCaptions = /\.(srt|vtt)$/i.test(name);
	const stamps = new Map<number, TimeStamp>();
	for (const pattern of isCaptions ? IN_CAPTIONS : IN_NOTES) {
		for (const match of text.matchAll(new RegExp(pattern, "gm"))) {
			const [, before = "", stamp = ""] = match;
			const from = match.index + before.length;
			const to = from + stamp.length;
			if (text.startsWith("|", text.lastIndexOf("\n", from - 1) + 1)) {
				// A table's: the recording's length and the like.
				continue;
			}
			stamps.set(from, { from, to, timeMs: timeOf(stamp) });
		}
	}
	return [...stamps.values()].sort((a, b) => a.from - b.from);
}

/** A clock as `1:05`, `00:01:05` or `00:01:05,250`, in milliseconds. */
function timeOf(stamp: string): number {
	const [clock = "", fraction = ""] = stamp.split(/[.,]/);
	const seconds = clock
		.split(":")
		.reduce((sum, part) => sum * 60 + Number(part), 0);
	return seconds * 1000 + Number(fraction.padEnd(3, "0"));
}
