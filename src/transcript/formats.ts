import { toJson } from "./json.ts";
import { toMd } from "./md.ts";
import { currentScript, type SavedTranscript } from "./savedTranscript.ts";
import { toSrt } from "./srt.ts";
import { toTxt } from "./txt.ts";
import { toVtt } from "./vtt.ts";

/** The formats that a transcript can be written in, in the order that they are offered in. */
export const FORMATS = ["txt", "md", "srt", "vtt", "json"] as const;

export type Format = (typeof FORMATS)[number];

/** What a file of a format is named with after its stem: `talk` gives `talk.transcript.json`. */
export function endingOf(format: Format): string {
	return format === "json" ? ".transcript.json" : `.${format}`;
}

/** A transcript in a format; ends with a line break. */
export function render(format: Format, saved: SavedTranscript): string {
	const language = saved.transcript.language_code;
	switch (format) {
		case "txt":
			return toTxt(currentScript(saved));
		case "md":
			return toMd(saved);
		case "srt":
			return toSrt(currentScript(saved), language);
		case "vtt":
			return toVtt(currentScript(saved), language);
		case "json":
			return toJson(saved);
		default:
			return format satisfies never;
	}
}
