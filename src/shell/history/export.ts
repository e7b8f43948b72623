import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress } from "../../address/address.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sourceName } from "../../engine/source.ts";
import { replaceWhole } from "../../files/write.ts";
import { inBoth } from "../../language/language.ts";
import type { Redact } from "../../support/redact.ts";
import {
	endingOf,
	FORMATS,
	type Format,
	render,
} from "../../transcript/formats.ts";
import { fromJson } from "../../transcript/json.ts";
import type { SavedTranscript } from "../../transcript/savedTranscript.ts";
import { tellInStatusBar } from "../statusBar.ts";
import type { HistoryParts } from "./parts.ts";
import { savedTranscriptOf } from "./savedTranscriptOf.ts";
import { tellProblem } from "./tellProblem.ts";

/** What people call the formats. */
const NAMES: Readonly<Record<string, string>> = {
	txt: l10n.t("Plain Text"),
	md: l10n.t("Markdown"),
	srt: l10n.t("SubRip Captions"),
	vtt: l10n.t("WebVTT Captions"),
	json: "JSON",
};

/** Writes a transcript of the history in a format and a place that a person chooses. Nothing is charged. */
export async function exportRecord(
	record: HistoryRecord,
	parts: HistoryParts,
): Promise<void> {
	const format = await pickFormat(sourceName(record.source));
	if (format === undefined) {
		return;
	}
	let saved: SavedTranscript | undefined;
	try {
		saved = await savedTranscriptOf(record, parts);
	} catch (error) {
		const what = inBoth((say) =>
			say(
				"The transcript of {0} could not be had from AssemblyAI",
				sourceName(record.source),
			),
		);
		return (await tellProblem(
			what,
			{ operation: "fetching", error },
			record,
			parts,
		))
			? exportRecord(record, parts)
			: undefined;
	}
	if (saved !== undefined) {
		await save(saved, format, stemOf(record), parts.output.redact);
	}
}

/**
 * The same of a transcript's file.
 *
 * @param shown - as the transcript view shows it, with edits that are not saved.
 * @throws NoTranscript
 */
export async function exportFile(
	file: string,
	shown: SavedTranscript | undefined,
	redact: Redact,
): Promise<void> {
	const stem = file.replace(/(\.transcript\.json|\.[^./\\]*)$/i, "");
	const saved =
		shown ?? fromJson(await readFile(file, "utf8"), path.basename(stem));
	const format = await pickFormat(saved.source.name);
	if (format !== undefined) {
		await save(saved, format, stem, redact);
	}
}

async function pickFormat(name: string): Promise<Format | undefined> {
	const items = FORMATS.map((format) => ({
		label: NAMES[format] ?? format,
		description: endingOf(format),
		format,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: l10n.t("Export the Transcript of {0}", name),
		placeHolder: l10n.t("The format; nothing is charged"),
	});
	return chosen?.format;
}

async function save(
	saved: SavedTranscript,
	format: Format,
	stem: string,
	redact: Redact,
): Promise<void> {
	const ending = endingOf(format);
	const target = await vscode.window.showSaveDialog({
		title: l10n.t("Export Transcript"),
		saveLabel: l10n.t("Export"),
		defaultUri: vscode.Uri.file(stem + ending),
		filters: {
			[NAMES[format] ?? format]: [path.extname(stem + ending).slice(1)],
		},
	});
	if (target === undefined) {
		return;
	}
	const content = render(format, saved);
	if (target.scheme === "file") {
		await replaceWhole(target.fsPath, content, randomUUID());
	} else {
		await vscode.workspace.fs.writeFile(target, Buffer.from(content));
	}
	tellInStatusBar(
		l10n.t("{0} was exported", path.basename(target.path)),
		redact,
	);
}

/** The name beside the recording, without a format's ending. */
function stemOf({ source, spec }: HistoryRecord): string {
	if (isAddress(source)) {
		return spec.output.stem;
	}
	const { dir, name } = path.parse(source);
	return path.join(dir, name);
}
