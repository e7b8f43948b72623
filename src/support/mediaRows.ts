import { inEnglish } from "../language/language.ts";
import type { MediaFacts } from "../media/inspection.ts";
import { code } from "./markdown.ts";
import { mediaText, soundText } from "./mediaText.ts";

/** What was found in a file, as rows of a report's table. */
export function mediaRows(
	media: MediaFacts | undefined,
): [string, string | undefined][] {
	if (media === undefined) {
		return [];
	}
	const { reading, isMisnamed, isCutShort, bitRate, audio } = media;
	return [
		["Content", code(mediaText(media, inEnglish))],
		[
			"Bit rate",
			bitRate === undefined ? undefined : `${Math.round(bitRate / 1000)} kb/s`,
		],
		[
			"Audio tracks",
			audio.length > 1
				? code(
						audio
							.map(({ codec, language = "und" }) => `${codec} (${language})`)
							.join(", "),
					)
				: undefined,
		],
		["Sound", soundText(media.sound)],
		["Examined", READINGS[reading]],
		[
			"Remarkable",
			[
				isMisnamed ? "its name is that of another format" : "",
				isCutShort ? "it ends before its container says" : "",
			]
				.filter((text) => text !== "")
				.join("; "),
		],
	];
}

const READINGS: Record<MediaFacts["reading"], string> = {
	whole: "yes",
	firstBytes: "first bytes only",
	damaged: "first bytes only; the rest seems to be damaged",
	gaveUp: "no",
};
