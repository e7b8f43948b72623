import * as l10n from "@vscode/l10n";
import { grouped } from "../language/numbers.ts";
/** A text as a sentence: with an end. */
export function sentence(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** In one line: a message with a line break in it must not look like two events. */
export function oneLine(text: string): string {
	return text.replace(/\s*[\r\n]+\s*/g, " ");
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

/** A number of things, for logs: `1 file`, `1,000 files`. */
export function counted(count: number, thing: string): string {
	return `${grouped(count, "en")} ${thing}${count === 1 ? "" : "s"}`;
}

/** A length in hours and minutes: `12 h 30 min`, `4 min`. */
export function hoursText(seconds: number): string {
	if (seconds < 60) {
		return l10n.t("less than a minute");
	}
	const minutes = Math.round(seconds / 60);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours === 0) {
		return l10n.t("{0} min", rest);
	}
	return rest === 0 || hours >= 100
		? l10n.t("{0} h", grouped(hours))
		: l10n.t("{0} h {1} min", hours, rest);
}
