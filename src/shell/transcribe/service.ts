import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { InvalidBaseUrlError } from "../../assemblyai/limits.ts";
import type { ApiKey } from "../apiKey.ts";
import { baseUrl } from "../settings.ts";

/** The service's address; absent, after a word about it, where the setting is wrong. */
export async function serviceOrComplain(): Promise<string | undefined> {
	try {
		return baseUrl();
	} catch (error) {
		if (!(error instanceof InvalidBaseUrlError)) {
			throw error;
		}
		const choice = await vscode.window.showErrorMessage(
			l10n.t("Nothing was sent. {0}", error.message),
			l10n.t("Open Settings"),
		);
		if (choice !== undefined) {
			await vscode.commands.executeCommand(
				"workbench.action.openSettings",
				"sidescribe.api.baseUrl",
			);
		}
		return undefined;
	}
}

/** Whether there is a key, after a person was asked for one where there was none. */
export async function hasKey(apiKey: ApiKey): Promise<boolean> {
	return (
		(await apiKey.isSet()) ||
		(await apiKey.prompt(
			l10n.t("AssemblyAI needs an API key of yours to transcribe."),
		))
	);
}
