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
