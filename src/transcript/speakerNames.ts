import { readCaptions } from "./captionFile/read.ts";
import { markdownText } from "./markdownText.ts";
import { plainText } from "./plainText.ts";
import { nameOf, type Script } from "./script.ts";
import { harmless } from "./srt.ts";

/** Where a speaker's name stands in a text. */
export interface NamePlace {
	readonly from: number;
	/** Not included. */
	readonly to: number;
}

/** What the speakers of a script are called, and who of them is called so. */
export function speakersByName(script: Script): Map<string, string[]> {
	const speakers = new Set(script.paragraphs.map(({ speaker }) => speaker));
	const byName = new Map<string, string[]>();
	for (const speaker of speakers) {
		const name = plainText(nameOf(speaker ?? "", script.names));
		if (speaker !== undefined && name !== "") {
			byName.set(name, [...(byName.get(name) ?? []), speaker]);
		}
	}
	return byName;
}

/** The names that captions themselves tell; none for other files. */
export function namesInCaptions(file: string, text: string): string[] {
	const format = endingOf(file);
	if (format !== "srt" && format !== "vtt") {
		return [];
	}
	const { paragraphs } = readCaptions(text, format).script;
	const speakers = paragraphs.flatMap(({ speaker }) => speaker ?? []);
	return [...new Set(speakers)];
}

/**
 * Where a file names a speaker as the one who speaks; where somebody speaks of
 * them is no such place.
 *
 * @param file - its name tells its format: `.txt`, `.md`, `.srt` or `.vtt`.
 */
export function placesOfName(
	file: string,
	text: string,
	name: string,
): NamePlace[] {
	const written = literally(nameAsWritten(file, name));
	return aroundNames(file).flatMap(([before, after]) =>
		[
			...text.matchAll(new RegExp(`(${before})${written}(?=${after})`, "gm")),
		].map(({ 0: match, 1: start = "", index }) => ({
			from: index + start.length,
			to: index + match.length,
		})),
	);
}

/** A name as a file of a format holds it. */
export function nameAsWritten(file: string, name: string): string {
	const plain = plainText(name);
	switch (endingOf(file)) {
		case "md":
			return markdownText(plain);
		case "vtt":
			return plain
				.replaceAll("&", "&amp;")
				.replaceAll("<", "&lt;")
				.replaceAll(">", "&gt;");
		case "srt":
			return harmless(plain);
		default:
			return plain;
	}
}

/** What stands before and after a name, as patterns. */
function aroundNames(file: string): readonly (readonly [string, string])[] {
	const labels = [
		["^[\\u202B\\u200F]?(?:[-–] ?)?\\[?", "\\]?:(?: |$)"],
	] as const;
	switch (endingOf(file)) {
		case "md":
			return [["\\*\\*", ":\\*\\*"]];
		case "vtt":
			return [["<v(?:\\.[^\\s>]*)?[ \\t]+", "[ \\t]*>"], ...labels];
		default:
			return labels;
	}
}

/** A text as a pattern that matches it. */
function literally(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function endingOf(file: string): string | undefined {
	return /\.([^.]*)$/.exec(file)?.[1]?.toLowerCase();
}
