import { homedir } from "node:os";
import * as vscode from "vscode";
import { redactor } from "../../support/redact.ts";
import type { Step } from "../../transcript/document.ts";
import { Comparisons } from "./comparisons.ts";
import { KnownRecordings } from "./knownRecordings.ts";
import { Moments } from "./moments.ts";
import type { OpenTranscript } from "./openTranscript.ts";
import { ReaderPreferences } from "./preferences.ts";
import { TranscriptPanel } from "./transcriptPanel.ts";
import type { ViewServices } from "./viewServices.ts";

type Changes = vscode.EventEmitter<
	vscode.CustomDocumentEditEvent<OpenTranscript>
>;

/** A transcript in an editor. */
interface Shown {
	readonly open: OpenTranscript;
	readonly panel: TranscriptPanel;
}

/** The editor of transcripts. */
export class TranscriptView implements ViewServices, vscode.Disposable {
	readonly extension: vscode.Uri;
	readonly preferences: ReaderPreferences;
	readonly moments: Moments;
	readonly recordings: KnownRecordings;
	readonly comparisons = new Comparisons();
	readonly #changes: Changes;
	readonly #channel: () => vscode.LogOutputChannel;
	readonly #panels = new Map<vscode.WebviewPanel, Shown>();

	/** @param changes - tells VS Code of edits. */
	constructor(
		context: vscode.ExtensionContext,
		changes: Changes,
		channel: () => vscode.LogOutputChannel,
	) {
		this.extension = context.extensionUri;
		this.preferences = new ReaderPreferences(context.globalState);
		this.moments = new Moments(context.workspaceState);
		this.recordings = new KnownRecordings(context.workspaceState);
		this.#changes = changes;
		this.#channel = channel;
	}

	/** Shows a transcript that was opened in an editor of VS Code's. */
	show(open: OpenTranscript, webviewPanel: vscode.WebviewPanel): void {
		const panel = new TranscriptPanel(open, webviewPanel.webview, this);
		this.#panels.set(webviewPanel, { open, panel });
		webviewPanel.onDidDispose(() => {
			this.#panels.delete(webviewPanel);
			panel.dispose();
		});
	}

	/** Opens a transcript at a moment, or goes there where it is open. */
	async openAt(
		uri: vscode.Uri,
		viewType: string,
		moment: { readonly timeMs: number; readonly play: boolean },
	): Promise<void> {
		this.moments.want(uri, moment);
		await vscode.commands.executeCommand("vscode.openWith", uri, viewType);
		this.#active(uri)?.panel.goToMoment();
	}

	didEdit(
		document: OpenTranscript,
		{ before, after }: Step,
		label: string,
	): void {
		this.#changes.fire({
			document,
			label,
			undo: () => document.document.set(before),
			redo: () => document.document.set(after),
		});
	}

	restoreOriginal(open: OpenTranscript): void {
		const { original, script } = open.document;
		if (original === undefined || original === script) {
			return;
		}
		const step = open.document.replace(original);
		this.didEdit(open, step, "Restore Original Words");
	}

	/** The editor that has the focus; of a transcript, where one is given. */
	#active(uri?: vscode.Uri): Shown | undefined {
		for (const [webviewPanel, shown] of this.#panels) {
			const isMeant =
				uri === undefined || shown.open.uri.toString() === uri.toString();
			if (webviewPanel.active && isMeant) {
				return shown;
			}
		}
		return undefined;
	}

	log(sentence: string): void {
		const redact = redactor(() => [], homedir());
		this.#channel().warn(redact(sentence));
	}

	dispose(): void {
		this.preferences.dispose();
		this.comparisons.dispose();
	}
}
