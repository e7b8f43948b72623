import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sourceName } from "../../engine/source.ts";
import { exists } from "../../files/exists.ts";
import { endingOf, FORMATS } from "../../transcript/formats.ts";
import { plain } from "../plain.ts";
import { exportRecord } from "./export.ts";
import type { HistoryParts } from "./parts.ts";

/** Opens a transcript of the history: the first of its files that is there. */
export async function openRecord(
	record: HistoryRecord,
	parts: HistoryParts,
): Promise<void> {
	const file = await firstThere(record);
	if (file !== undefined) {
		await open(file);
		return;
	}
	const button = l10n.t("Export Transcript As…");
	const choice = await vscode.window.showWarningMessage(
		l10n.t(
			"The files with the transcript of {0} are gone. It can be exported anew, without a charge.",
			plain(sourceName(record.source)),
		),
		button,
	);
	if (choice === button) {
		await exportRecord(record, parts);
	}
}

/** Opens the latest transcript of a recording: by the history, else what stands beside it. */
export async function openTranscriptOf(
	media: vscode.Uri,
	parts: HistoryParts,
): Promise<void> {
	let latest: HistoryRecord | undefined;
	for await (const record of parts.history.all()) {
		if (record.source === media.fsPath) {
			latest ??= record;
			if ((await firstThere(record)) !== undefined) {
				await openRecord(record, parts);
				return parts.withTranscript.add([media.fsPath]);
			}
		}
	}
	const beside = await firstExisting(besideOf(media.fsPath));
	if (beside !== undefined) {
		return open(beside);
	}
	if (latest !== undefined) {
		return openRecord(latest, parts);
	}
	await parts.withTranscript.remove(media.fsPath);
	return tellNoTranscript(media);
}

/** Says that a recording has no transcript, and offers to make one. */
export async function tellNoTranscript(media: vscode.Uri): Promise<void> {
	const choice = await vscode.window.showInformationMessage(
		l10n.t("{0} has no transcript.", plain(path.basename(media.path))),
		l10n.t("Transcribe"),
	);
	if (choice !== undefined) {
		await vscode.commands.executeCommand("sidescribe.transcribe", media);
	}
}

function firstThere({ outputs }: HistoryRecord): Promise<string | undefined> {
	return firstExisting(outputs.map((output) => output.path));
}

function besideOf(media: string): string[] {
	const { dir, name, base } = path.parse(media);
	return [name, base].flatMap((stem) =>
		FORMATS.map((format) => path.join(dir, stem + endingOf(format))),
	);
}

/** The JSON before others: it opens in the transcript view, with the recording. */
async function firstExisting(
	files: readonly string[],
): Promise<string | undefined> {
	const isJson = (file: string) => file.endsWith(endingOf("json"));
	const sorted = files.toSorted(
		(a, b) => Number(isJson(b)) - Number(isJson(a)),
	);
	for (const file of sorted) {
		if (await exists(file)) {
			return file;
		}
	}
	return undefined;
}

/** In whatever editor a person has for such files. */
async function open(file: string): Promise<void> {
	await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(file));
}
