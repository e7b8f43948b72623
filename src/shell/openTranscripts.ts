import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Lets a person choose which of some transcripts to open. @param files - absolute paths. */
export async function chooseAndOpen(files: readonly string[]): Promise<void> {
	const items = files.map((file) => ({
		label: path.basename(file),
		description: vscode.workspace.asRelativePath(path.dirname(file)),
		file,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: l10n.t("Open Transcript"),
		matchOnDescription: true,
	});
	return chosen === undefined ? undefined : open(chosen.file);
}

/** Opens the format that was asked for first. */
export async function openFirst([first]: readonly string[]): Promise<void> {
	if (first !== undefined) {
		await open(first);
	}
}

async function open(file: string): Promise<void> {
	await vscode.window.showTextDocument(vscode.Uri.file(file), {
		preview: false,
	});
}
