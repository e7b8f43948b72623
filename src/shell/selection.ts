import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { hasMediaExtension, MEDIA_EXTENSIONS } from "../media/extensions.ts";

/**
 * The files that a command is meant for: those it is called with (Explorer
 * hands over the one under the mouse and all that are selected, an editor's
 * tab only its own), else the media file of the active tab, else those that a
 * person chooses.
 *
 * @returns none where the person chooses none.
 */
export async function selectedFiles(
	args: readonly unknown[],
): Promise<vscode.Uri[]> {
	const named = namedUris(args);
	if (named.length > 0) {
		return named;
	}
	const active = activeMediaFile();
	return active === undefined ? chooseFiles() : [active];
}

/** What a command is called with, each once: all that is selected, else the one under the mouse. */
export function namedUris([first, all]: readonly unknown[]): vscode.Uri[] {
	if (Array.isArray(all) && all.length > 0 && all.every(isUri)) {
		return unique(all);
	}
	return isUri(first) ? [first] : [];
}

/** The recording in the active tab. */
export function activeMediaFile(): vscode.Uri | undefined {
	const input = activeInput();
	return input && hasMediaExtension(input.uri.path) && !isCode(input)
		? input.uri
		: undefined;
}

/** The file in the active tab, in whatever editor. */
export function activeFile(): vscode.Uri | undefined {
	return activeInput()?.uri;
}

type FileInput = vscode.TabInputCustom | vscode.TabInputText;

function activeInput(): FileInput | undefined {
	const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
	return input instanceof vscode.TabInputCustom ||
		input instanceof vscode.TabInputText
		? input
		: undefined;
}

/** A `.ts` that is open as text is TypeScript, not a transport stream. */
function isCode(input: FileInput): boolean {
	return input instanceof vscode.TabInputText && /\.ts$/i.test(input.uri.path);
}

async function chooseFiles(): Promise<vscode.Uri[]> {
	const chosen = await vscode.window.showOpenDialog({
		title: l10n.t("Choose Recordings to Transcribe"),
		openLabel: l10n.t("Transcribe"),
		canSelectMany: true,
		filters: {
			"Audio and Video": [...MEDIA_EXTENSIONS],
			// A recording may have any name; what is in it counts.
			"All Files": ["*"],
		},
	});
	return chosen ?? [];
}

function isUri(value: unknown): value is vscode.Uri {
	return value instanceof vscode.Uri;
}

function unique(uris: readonly vscode.Uri[]): vscode.Uri[] {
	return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
