import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toTxt } from "../../transcript/txt.ts";
import type { OpenTranscript } from "./openTranscript.ts";

const SCHEME = "sidescribe-words";

/** Shows what was heard beside what stands there now, in VS Code's own comparison. */
export class Comparisons
	implements vscode.TextDocumentContentProvider, vscode.Disposable
{
	readonly #texts = new Map<string, string>();
	readonly #changes = new vscode.EventEmitter<vscode.Uri>();
	readonly #registered: readonly vscode.Disposable[];
	readonly onDidChange = this.#changes.event;

	constructor() {
		this.#registered = [
			vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
			vscode.workspace.onDidCloseTextDocument(({ uri }) =>
				this.#texts.delete(uri.toString()),
			),
			this.#changes,
		];
	}

	async show({ name, uri, document }: OpenTranscript): Promise<void> {
		if (document.original === undefined) {
			return;
		}
		const side = (which: string, text: string) => {
			const path = `/${which}/${name}.txt`;
			const side = uri.with({ scheme: SCHEME, query: uri.path, path });
			this.#texts.set(side.toString(), text);
			this.#changes.fire(side);
			return side;
		};
		await vscode.commands.executeCommand(
			"vscode.diff",
			side("original", toTxt(document.original)),
			side("edited", toTxt(document.script)),
			l10n.t("{0}: original words ↔ edited", name),
		);
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#texts.get(uri.toString()) ?? "";
	}

	dispose(): void {
		for (const each of this.#registered) {
			each.dispose();
		}
	}
}
