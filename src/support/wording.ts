/** A text as a sentence: with an end. */
export function sentence(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** In one line: a message with a line break in it must not look like two events. */
export function oneLine(text: string): string {
	return text.replace(/\s*[\r\n]+\s*/g, " ");
}

const AND = new Intl.ListFormat("en", { type: "conjunction" });

/** Names in a row: `a`, `a and b`, `a, b, and c`. */
export function listed(names: readonly string[]): string {
	return AND.format(names);
}

/** A time span, such as `40 ms`, `1.4 s` or `12 min`. */
export function span(ms: number): string {
	if (ms < 1000) {
		return `${Math.round(ms)} ms`;
	}
	const seconds = ms / 1000;
	return seconds < 120
		? `${seconds.toFixed(1)} s`
		: `${Math.round(seconds / 60)} min`;
}

const NUMBER = new Intl.NumberFormat("en");

/** A number as people read it: `1,000`. */
export function grouped(count: number): string {
	return NUMBER.format(count);
}

/** A number of things: `1 file`, `1,000 files`. */
export function counted(count: number, thing: string): string {
	return `${grouped(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** The first names, and how many more there are: `a.mp3, b.mp3 and 3 more`. */
export function firstOf(names: readonly string[], shown: number): string {
	return names.length > shown
		? `${names.slice(0, shown).join(", ")} and ${grouped(names.length - shown)} more`
		: names.join(", ");
}

/** A length in hours and minutes: `12 h 30 min`, `4 min`. */
export function hoursText(seconds: number): string {
	if (seconds < 60) {
		return "less than a minute";
	}
	const minutes = Math.round(seconds / 60);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours === 0) {
		return `${rest} min`;
	}
	return rest === 0 || hours >= 100
		? `${grouped(hours)} h`
		: `${hours} h ${rest} min`;
}
