import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { localDay } from "../engine/history/fileNames.ts";
import { languageTag } from "../language/language.ts";
import type { StatisticsFile } from "../support/statisticsFile.ts";
import { statisticsPage } from "../support/statisticsPage.ts";

const RESET = "sidescribe.resetRetryStatistics";

/** The retry statistics in an editor, made anew each time that they are asked for. */
export class StatisticsView implements vscode.Disposable {
	readonly #file: StatisticsFile;
	readonly #media: vscode.Uri;
	#panel: vscode.WebviewPanel | undefined;

	/** @param media - the extension's folder of styles. */
	constructor(file: StatisticsFile, media: vscode.Uri) {
		this.#file = file;
		this.#media = media;
	}

	async show(): Promise<void> {
		const panel = this.#panel ?? this.#open();
		await this.#refresh(panel);
		panel.reveal();
	}

	/** Forgets all counts, once a person has confirmed it. */
	async reset(): Promise<void> {
		const reset = { title: l10n.t("Reset") };
		const choice = await vscode.window.showWarningMessage(
			l10n.t("Forget all retry statistics?"),
			{ modal: true, detail: l10n.t("Transcripts and jobs are not touched.") },
			reset,
		);
		if (choice === reset) {
			await this.#file.reset();
			if (this.#panel !== undefined) {
				await this.#refresh(this.#panel);
			}
		}
	}

	dispose(): void {
		this.#panel?.dispose();
	}

	#open(): vscode.WebviewPanel {
		const panel = vscode.window.createWebviewPanel(
			"sidescribe.retryStatistics",
			l10n.t("Retry Statistics"),
			vscode.ViewColumn.Active,
			{
				localResourceRoots: [this.#media],
				enableCommandUris: [RESET, "workbench.action.openSettings"],
			},
		);
		panel.onDidDispose(() => {
			this.#panel = undefined;
		});
		this.#panel = panel;
		return panel;
	}

	async #refresh({ webview }: vscode.WebviewPanel): Promise<void> {
		const now = new Date();
		const style = webview.asWebviewUri(
			vscode.Uri.joinPath(this.#media, "statistics.css"),
		);
		const body = statisticsPage(
			await this.#file.flush(now),
			localDay(now),
			RESET,
		);
		webview.html = `<!DOCTYPE html>
<html lang="${languageTag()}">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}">
	<link rel="stylesheet" href="${style}">
	<title>${l10n.t("Retry Statistics")}</title>
</head>
<body>${body}</body>
</html>`;
	}
}
