import { toJson } from "./json.ts";
import { currentScript, type SavedTranscript } from "./savedTranscript.ts";
import { toTxt } from "./txt.ts";

/** The formats that a transcript can be written in, in the order that they are offered in. */
export const FORMATS = ["txt", "json"] as const;

export type Format = (typeof FORMATS)[number];

/** What a file of a format is named with after its stem: `talk` gives `talk.transcript.json`. */
export function endingOf(format: Format): string {
	return format === "json" ? ".transcript.json" : `.${format}`;
}

/** A transcript in a format; ends with a line break. */
export function render(format: Format, saved: SavedTranscript): string {
	switch (format) {
		case "txt":
			return toTxt(currentScript(saved));
		case "json":
			return toJson(saved);
		default:
			return format satisfies never;
	}
}
