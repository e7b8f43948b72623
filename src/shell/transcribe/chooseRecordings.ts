import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { problemOfPattern } from "../../files/searchPattern.ts";
import type { Redact } from "../../support/redact.ts";
import { namedUris } from "../selection.ts";
import { type Recordings, recordingsLike } from "./recordings.ts";

/**
 * What “Transcribe Folder” is for: what it is called with (Explorer hands over
 * all that is selected, folders and files), else a folder or a pattern that a
 * person chooses.
 *
 * @returns none where the person chooses none.
 */
export async function chooseRecordings(
	args: readonly unknown[],
	memory: vscode.Memento,
	redact: Redact,
): Promise<readonly vscode.Uri[] | Recordings> {
	const named = namedUris(args);
	if (named.length > 0) {
		return named;
	}
	const folders = vscode.workspace.workspaceFolders ?? [];
	if (folders.length === 0) {
		return chooseFolders();
	}
	const chosen = await vscode.window.showQuickPick(
		[
			...folders.map((folder) => folderItem(folder, redact)),
			{ label: "", kind: vscode.QuickPickItemKind.Separator },
			{
				label: `$(folder-opened) ${l10n.t("Choose a Folder…")}`,
				choose: chooseFolders,
			},
			{
				label: `$(filter) ${l10n.t("Files That Match a Pattern…")}`,
				choose: () => choosePattern(memory),
			},
		],
		{
			title: l10n.t("Transcribe Folder"),
			placeHolder: l10n.t("All recordings of a folder and of those below it"),
		},
	);
	return (await chosen?.choose?.()) ?? [];
}

interface Item extends vscode.QuickPickItem {
	readonly choose?: () => Promise<readonly vscode.Uri[] | Recordings>;
}

function folderItem(
	{ name, uri }: vscode.WorkspaceFolder,
	redact: Redact,
): Item {
	return {
		label: `$(root-folder) ${name}`,
		description: redact(path.dirname(uri.fsPath)),
		choose: async () => [uri],
	};
}

async function chooseFolders(): Promise<readonly vscode.Uri[]> {
	const chosen = await vscode.window.showOpenDialog({
		title: l10n.t("Choose Folders to Transcribe"),
		openLabel: l10n.t("Transcribe"),
		canSelectFiles: false,
		canSelectFolders: true,
		canSelectMany: true,
	});
	return chosen ?? [];
}

function problemText(pattern: string): string | undefined {
	const problem = problemOfPattern(pattern);
	switch (problem) {
		case "empty":
			return l10n.t("Give a pattern, such as *.mp3, or the name of a folder.");
		case "braces":
			return l10n.t("A brace is not closed, or not opened: {0}", "{mp3,wav}");
		case "brackets":
			return l10n.t("A bracket is not closed, or not opened: {0}", "[a-z]");
		default:
			return problem satisfies undefined;
	}
}

const LAST_PATTERN = "lastPattern";
const FIRST_PATTERN = "**/*.{mp3,m4a,mp4,wav}";

/** Starts from the pattern that was used last in this workspace. */
async function choosePattern(
	memory: vscode.Memento,
): Promise<readonly vscode.Uri[] | Recordings> {
	const pattern = await vscode.window.showInputBox({
		title: l10n.t("Transcribe Files That Match a Pattern"),
		prompt: l10n.t(
			"As in VS Code's search: *.mp3, a folder's name, ./folder/**, several with commas between.",
		),
		value: memory.get(LAST_PATTERN, FIRST_PATTERN),
		validateInput: problemText,
	});
	if (pattern === undefined) {
		return [];
	}
	await memory.update(LAST_PATTERN, pattern.trim());
	return (await recordingsLike(pattern.trim())) ?? [];
}
