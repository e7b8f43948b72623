import * as path from "node:path";

const VIDEO = new Set(
	"webm mts m2ts ts mov mp4 m4v mxf avi mkv wmv flv 3gp".split(" "),
);

/** Containers whose sound is AAC nearly always, which desktop VS Code has no decoder for. */
const AAC = new Set("aac m4a m4b m4p m4r m4v mov mp4 3gp".split(" "));

/** What a recording's name tells of it. */
export function kindOf(recording: string): {
	readonly kind: "audio" | "video";
	readonly mayLackDecoder: boolean;
} {
	const extension = path.extname(recording).slice(1).toLowerCase();
	return {
		kind: VIDEO.has(extension) ? "video" : "audio",
		mayLackDecoder: AAC.has(extension),
	};
}
