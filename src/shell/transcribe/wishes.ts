import type * as vscode from "vscode";
import type { JobSpec } from "../../engine/job.ts";
import type { SettingValues } from "../../options/params.ts";
import type { Format } from "../../transcript/formats.ts";
import { outputFormats, transcriptParams } from "../settings.ts";

/** What is asked for, of each file. */
export interface Wishes {
	readonly paramsOf: (file: vscode.Uri) => JobSpec["params"];
	readonly formatsOf: (file: vscode.Uri) => readonly Format[];
	/** Whether somebody asked for these options in particular: a transcript with others does not do then. */
	readonly areParticular: boolean;
	/** What a person chose for this command in place of settings. */
	readonly chosen?: SettingValues;
}

/** What the settings ask for, and what a person chose in place of some of them. */
export function wishesOf(chosen?: SettingValues): Wishes {
	return {
		paramsOf: (file) => transcriptParams(file, chosen),
		formatsOf: (file) => outputFormats(file, chosen),
		areParticular: chosen !== undefined,
		...(chosen !== undefined && { chosen }),
	};
}
