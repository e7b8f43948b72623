import { access } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { MEDIA_EXTENSIONS } from "../../media/extensions.ts";
import type { SourceRecord } from "../../transcript/savedTranscript.ts";
import { recordingByName } from "./recording.ts";

/** Which recording belongs to which transcript. */
export class KnownRecordings {
	readonly #state: vscode.Memento;

	/** @param state - of the workspace: keeps what a person chose. */
	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	/** Where a person said that it is; else as {@link recordingByName} finds it. */
	async find(
		transcript: vscode.Uri,
		source: SourceRecord,
	): Promise<vscode.Uri | undefined> {
		const chosen = this.chosen(transcript);
		if (chosen !== undefined && (await exists(chosen))) {
			return chosen;
		}
		const found = await recordingByName(transcript.fsPath, source);
		return found === undefined ? undefined : vscode.Uri.file(found);
	}

	/** What a person chose, whether it is there or not. */
	chosen(transcript: vscode.Uri): vscode.Uri | undefined {
		const chosen = this.#state.get<unknown>(keyOf(transcript));
		return typeof chosen === "string" ? vscode.Uri.file(chosen) : undefined;
	}

	/** Lets a person choose it. @returns nothing where they did not. */
	async choose(transcript: vscode.Uri): Promise<vscode.Uri | undefined> {
		const [chosen] =
			(await vscode.window.showOpenDialog({
				title: l10n.t("Choose the Recording"),
				openLabel: l10n.t("Use This Recording"),
				defaultUri: vscode.Uri.joinPath(transcript, ".."),
				filters: { [l10n.t("Audio and Video")]: [...MEDIA_EXTENSIONS] },
			})) ?? [];
		if (chosen !== undefined) {
			await this.#state.update(keyOf(transcript), chosen.fsPath);
		}
		return chosen;
	}
}

function keyOf(transcript: vscode.Uri): string {
	return `transcriptView.recording:${vscode.workspace.asRelativePath(transcript)}`;
}

async function exists({ fsPath }: vscode.Uri): Promise<boolean> {
	try {
		await access(fsPath);
		return true;
	} catch {
		return false;
	}
}
