import { homedir } from "node:os";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { PlannedOutput } from "../../engine/job.ts";
import {
	type OutputRequest,
	planOutput,
	targetsOf,
} from "../../engine/outputPlan.ts";
import type { Redact } from "../../support/redact.ts";
import { endingOf, FORMATS, type Format } from "../../transcript/formats.ts";
import { outputFormats } from "../settings.ts";
import { planOutputs } from "../transcribe/existingTranscripts.ts";

/** Where the transcript of an address is to be written. */
export interface Destination {
	/**
	 * Stands for the recording as if it lay there: `talk.mp3` beside `talk.txt`.
	 * Its settings are those that count.
	 */
	readonly source: vscode.Uri;
	/** The format that the file's ending names; absent where it names none. */
	readonly format?: Format;
	/** The file that a person has agreed to overwrite, in VS Code's own dialog. */
	readonly agreed?: string;
}

/**
 * Asks where to write a transcript: at first in the workspace, named after the
 * recording.
 *
 * @returns absent where a person gives up.
 */
export async function askDestination(
	name: string,
): Promise<Destination | undefined> {
	const folder =
		vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
	const recording = vscode.Uri.joinPath(folder, name);
	const [format = "txt"] = outputFormats(recording);
	const chosen = await vscode.window.showSaveDialog({
		title: l10n.t("Where to Write the Transcript of {0}", name),
		saveLabel: l10n.t("Transcribe"),
		defaultUri: vscode.Uri.joinPath(
			folder,
			path.parse(name).name + endingOf(format),
		),
	});
	return chosen && { ...destinationOf(chosen, name), agreed: chosen.fsPath };
}

/** @param file - of the transcript, with the ending of one of its formats or without. */
export function destinationOf(file: vscode.Uri, name: string): Destination {
	const { stem, format } = splitEnding(file.path);
	const extension = path.extname(name) || ".recording";
	return {
		source: file.with({ path: stem + extension }),
		...(format !== undefined && { format }),
	};
}

/**
 * The formats of a destination: those that are wanted anyway, as long as the
 * file that was named is one of them; else that one alone.
 */
function formatsAt(
	{ format }: Pick<Destination, "format">,
	wanted: readonly Format[],
): readonly Format[] {
	return format === undefined || wanted.includes(format) ? wanted : [format];
}

function splitEnding(file: string): { stem: string; format?: Format } {
	for (const format of FORMATS) {
		// Who names `talk.json` means the transcript as JSON.
		for (const ending of [endingOf(format), `.${format}`]) {
			if (file.toLowerCase().endsWith(ending)) {
				return { stem: file.slice(0, -ending.length), format };
			}
		}
	}
	return { stem: file };
}

/**
 * The files of a destination, after a person was asked about those that exist.
 *
 * @param claimed - paths that jobs at work are going to write.
 * @returns absent where a person gives up; `skip` with what stands in the way.
 */
export async function planDestination(
	{ source, agreed, ...destination }: Destination,
	wanted: OutputRequest["formats"],
	claimed: Iterable<string>,
	redact: Redact,
): Promise<PlannedOutput | { readonly skip: readonly string[] } | undefined> {
	const formats = formatsAt(destination, wanted);
	const [target] = await targetsOf(
		[{ source: source.fsPath, formats }],
		claimed,
	);
	if (target === undefined) {
		return undefined;
	}
	const { existing } = target;
	if (existing.every((file) => file === agreed)) {
		return planOutput(target, "overwrite");
	}
	const [planned] = (await planOutputs([target], redact)) ?? [];
	return planned === "skip" ? { skip: existing } : planned;
}
