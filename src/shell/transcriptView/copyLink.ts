import { homedir } from "node:os";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { linkTo, type Places } from "./momentLink.ts";

/** How long the status bar tells that a link was copied, in milliseconds. */
const TOLD_MS = 5000;

/** Where links begin here. */
export function places(): Places {
	const folders = vscode.workspace.workspaceFolders ?? [];
	return {
		folders: folders.map(({ name, uri }) => ({ name, path: uri.fsPath })),
		home: homedir(),
	};
}

/** Puts a link to a moment onto the clipboard. @param timeMs - from the recording's start. */
export async function copyLink(uri: vscode.Uri, timeMs: number): Promise<void> {
	const link = linkTo({ file: uri.fsPath, timeMs }, places());
	await vscode.env.clipboard.writeText(
		`${vscode.env.uriScheme}://sidescribe.sidescribe${link}`,
	);
	vscode.window.setStatusBarMessage(l10n.t("Link copied"), TOLD_MS);
}
