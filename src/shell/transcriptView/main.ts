import * as l10n from "@vscode/l10n";
import "../language.ts";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { formatLine, type LogLine } from "../../support/jobLine.ts";
import { redactor } from "../../support/redact.ts";
import type { Step } from "../../transcript/document.ts";
import type { SavedTranscript } from "../../transcript/savedTranscript.ts";
import type { ViewCommandHandlers } from "../commands.ts";
import type { TextFileFeatures } from "../textFiles/features.ts";
import { SpeakerRename } from "../textFiles/speakerRename.ts";
import { timeStampLinks } from "../textFiles/timeStampLinks.ts";
import { JSON_ENDING, shownFor } from "../textFiles/transcriptFiles.ts";
import { Comparisons } from "./comparisons.ts";
import { places } from "./copyLink.ts";
import { KnownRecordings } from "./knownRecordings.ts";
import { MediaServer } from "./mediaServer.ts";
import { momentsOf } from "./momentLink.ts";
import { type Moment, Moments } from "./moments.ts";
import { OpenTranscript } from "./openTranscript.ts";
import { ReaderPreferences } from "./preferences.ts";
import type { Changes } from "./register.ts";
import { TranscriptPanel } from "./transcriptPanel.ts";
import type { ViewServices } from "./viewServices.ts";
import { OTHERS_VIEW, TRANSCRIPT_VIEW, type ViewType } from "./viewTypes.ts";
import { TranscriptWriter } from "./writer/writer.ts";

/** A transcript in an editor. */
interface Shown {
	readonly open: OpenTranscript;
	readonly panel: TranscriptPanel;
}

/** The editor of transcripts, and what leads to it. */
export class TranscriptView
	implements
		ViewServices,
		ViewCommandHandlers,
		TextFileFeatures,
		vscode.Disposable
{
	readonly extension: vscode.Uri;
	readonly preferences: ReaderPreferences;
	readonly moments: Moments;
	readonly recordings: KnownRecordings;
	readonly media = new MediaServer();
	readonly comparisons = new Comparisons();
	readonly speakerRename: SpeakerRename;
	readonly timeStampLinks = timeStampLinks;
	readonly #changes: Changes;
	readonly #writer: TranscriptWriter;
	readonly #channel: () => vscode.LogOutputChannel;
	readonly #panels = new Map<vscode.WebviewPanel, Shown>();

	/**
	 * @param changes - tells VS Code of edits.
	 * @param channel - the output channel.
	 */
	constructor(
		context: vscode.ExtensionContext,
		changes: Changes,
		channel: () => vscode.LogOutputChannel,
	) {
		this.extension = context.extensionUri;
		this.preferences = new ReaderPreferences(context.globalState);
		this.moments = new Moments(context.workspaceState);
		this.recordings = new KnownRecordings(context.workspaceState);
		this.speakerRename = new SpeakerRename((uri) => this.#isEdited(uri));
		this.#changes = changes;
		this.#writer = new TranscriptWriter(
			context.asAbsolutePath("dist/transcriptView/writer.cjs"),
		);
		this.#channel = channel;
	}

	/** Reads a transcript that an editor is to show. @param backupId - of edits that were not saved. */
	open(
		uri: vscode.Uri,
		viewType: ViewType,
		backupId: string | undefined,
	): Promise<OpenTranscript> {
		const backup = backupId && vscode.Uri.parse(backupId, true).fsPath;
		return OpenTranscript.open(
			uri,
			viewType,
			backup || undefined,
			this.#writer,
		);
	}

	/** Shows a transcript in an editor that VS Code made for it. */
	show(open: OpenTranscript, webviewPanel: vscode.WebviewPanel): void {
		const panel = new TranscriptPanel(open, webviewPanel.webview, this);
		this.#panels.set(webviewPanel, { open, panel });
		webviewPanel.onDidDispose(() => {
			this.#panels.delete(webviewPanel);
			panel.dispose();
		});
	}

	/** Opens what a link to a moment names, if it is there; a link does nothing else. */
	async openLink(uri: vscode.Uri): Promise<void> {
		for (const { file, timeMs } of momentsOf(uri, places())) {
			if (await isFile(file)) {
				await this.#openAt(file, { timeMs, play: false });
				return;
			}
		}
		void vscode.window.showWarningMessage(
			l10n.t(
				"The transcript that this link leads to is not here. Open the folder that it is in, and follow the link again.",
			),
		);
	}

	/** Plays the recording of a text file from a time: what time stamps do. */
	async playFrom([uri, timeMs]: readonly unknown[]): Promise<void> {
		const file = typeof uri === "string" ? vscode.Uri.parse(uri) : undefined;
		if (file?.scheme === "file" && typeof timeMs === "number") {
			const shown = await shownFor(file.fsPath);
			await this.#openAt(shown, { timeMs, play: true });
		}
	}

	/** A transcript that is open, with edits that are not saved. */
	shownTranscript([uri]: readonly unknown[]): SavedTranscript | undefined {
		const shown = [...this.#panels.values()].find(
			({ open }) => open.uri.toString() === String(uri),
		);
		return shown?.open.document.transcript;
	}

	playOrPause(): void {
		this.#active()?.panel.run("playOrPause");
	}

	findInTranscript(): void {
		this.#active()?.panel.run("find");
	}

	replaceInTranscript(): void {
		this.#active()?.panel.run("replace");
	}

	/** Shows what was heard beside what stands there now. */
	async compareWithOriginal(): Promise<void> {
		const shown = this.#active();
		if (shown !== undefined) {
			await this.comparisons.show(shown.open);
		}
	}

	/** Goes back to what was heard; undone as an edit is. @param args - a transcript; else the active editor's. */
	restoreOriginal([given]: readonly unknown[]): void {
		const open = given instanceof OpenTranscript ? given : this.#active()?.open;
		const { original, script } = open?.document ?? {};
		if (open !== undefined && original !== undefined && original !== script) {
			const step = open.document.replace(original);
			this.didEdit(open, step, l10n.t("Restore Original Words"));
		}
	}

	didEdit(open: OpenTranscript, { before, after }: Step, label: string): void {
		const changes = this.#changes[open.viewType];
		const went = (by: 1 | -1) => {
			open.numbers.go(by);
			if (open.numbers.isSaved && open.document.isDirty) {
				changes.fire({ document: open });
			}
		};
		changes.fire({
			document: open,
			label,
			undo: () => {
				open.document.set(before);
				went(-1);
			},
			redo: () => {
				open.document.set(after);
				went(1);
			},
		});
		went(1);
	}

	log(line: LogLine): void {
		const redact = redactor(() => [], homedir());
		this.#channel()[line.level](redact(formatLine(line)));
	}

	dispose(): void {
		this.preferences.dispose();
		this.comparisons.dispose();
		this.media.dispose();
	}

	/** Opens a transcript at a moment, or goes there where it is open. */
	async #openAt(file: string, moment: Moment): Promise<void> {
		const uri = vscode.Uri.file(file);
		const viewType = file.endsWith(JSON_ENDING) ? TRANSCRIPT_VIEW : OTHERS_VIEW;
		this.moments.want(uri, moment);
		await vscode.commands.executeCommand("vscode.openWith", uri, viewType);
		this.#active(uri)?.panel.goToMoment();
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

	#isEdited(uri: vscode.Uri): boolean {
		return [...this.#panels.values()].some(
			({ open }) =>
				open.uri.toString() === uri.toString() && open.document.isDirty,
		);
	}
}

async function isFile(file: string): Promise<boolean> {
	try {
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}
