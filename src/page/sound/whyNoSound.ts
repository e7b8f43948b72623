import * as l10n from "@vscode/l10n";
import type { SoundFailure } from "./messages.ts";

/** What is known of a recording that is not heard. */
export interface SilenceFacts {
	/** The file's name. */
	readonly name: string;
	readonly failure: SoundFailure;
}

/** Kinds of files that no Chromium plays and that are not decoded here, by extension. */
const NEVER_PLAYED: ReadonlyMap<string, string> = new Map([
	["3ga", "3GA"],
	["8svx", "8SVX"],
	["ac3", "AC-3"],
	["aif", "AIFF"],
	["aiff", "AIFF"],
	["amr", "AMR"],
	["ape", "Monkey's Audio"],
	["au", "AU"],
	["avi", "AVI"],
	["dss", "DSS"],
	["flv", "Flash Video"],
	["mp2", "MP2"],
	["mxf", "MXF"],
	["qcp", "QCP"],
	["tta", "TTA"],
	["voc", "VOC"],
	["wma", "Windows Media"],
	["wmv", "Windows Media"],
	["wv", "WavPack"],
]);

/** Says in a sentence or two why a recording is not heard, and what helps. */
export function whyNoSound({ name, failure }: SilenceFacts): string {
	switch (failure) {
		case "noDecoder":
			return l10n.t(
				"{0} has no sound here: it is of a kind that VS Code cannot decode. A copy with AAC, MP3 or FLAC sound can be heard.",
				name,
			);
		case "unreadable": {
			const kind = kindNeverPlayed(name);
			return kind === undefined
				? l10n.t(
						"{0} cannot be played: it is damaged, gone, or of a kind that VS Code does not play.",
						name,
					)
				: l10n.t(
						"{0} cannot be played: VS Code plays no {1} files. A copy as MP3, M4A or WAV can be heard.",
						name,
						kind,
					);
		}
		case "unreachable":
			return l10n.t(
				"{0} came no further: it was moved or changed, or its drive is gone.",
				name,
			);
		default:
			return failure satisfies never;
	}
}

function kindNeverPlayed(name: string): string | undefined {
	const [, extension = ""] = /\.([^.]+)$/.exec(name) ?? [];
	return NEVER_PLAYED.get(extension.toLowerCase());
}
