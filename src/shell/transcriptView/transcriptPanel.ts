import { randomBytes } from "node:crypto";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { languageTag } from "../../language/language.ts";
import { packScript } from "../../protocol/packedScript.ts";
import { pageHtml } from "../../protocol/pageHtml.ts";
import {
	type FromHost,
	type FromPage,
	parseFromPage,
} from "../../protocol/protocol.ts";
import { viewLine } from "../../support/jobLine.ts";
import { changeBetween } from "../../transcript/change.ts";
import type { DocumentEvent } from "../../transcript/document.ts";
import { EditRefused } from "../../transcript/edits.ts";
import { copyLink } from "./copyLink.ts";
import { labelOf } from "./editLabels.ts";
import type { OpenTranscript } from "./openTranscript.ts";
import { PanelRecording } from "./panelRecording.ts";
import type { ShownRecording } from "./shownRecording.ts";
import type { ViewServices } from "./viewServices.ts";

/** What the page asks VS Code for by name. */
const COMMANDS = {
	undo: "undo",
	redo: "redo",
	save: "workbench.action.files.save",
} as const;

/** One editor that shows a transcript: the page, and the answers to all that it says. */
export class TranscriptPanel implements vscode.Disposable {
	readonly #open: OpenTranscript;
	readonly #webview: vscode.Webview;
	readonly #services: ViewServices;
	readonly #listening: readonly vscode.Disposable[];
	readonly #recording: PanelRecording;
	/** Whether the page was told everything: before that it hears nothing. */
	#isTold = false;
	/** Where the page may have a recording from. */
	#reach: Reach = { folder: undefined, origins: [] };
	/** The page's request that is being carried out. */
	#request: number | undefined;

	constructor(
		open: OpenTranscript,
		webview: vscode.Webview,
		services: ViewServices,
	) {
		this.#open = open;
		this.#webview = webview;
		this.#services = services;
		this.#recording = new PanelRecording(open, webview, services);
		this.#listening = [
			webview.onDidReceiveMessage((message) => this.#receive(message)),
			services.preferences.onDidChange((preferences) =>
				this.#send({ type: "preferences", preferences }),
			),
			open.onDidChangeNeighbours(() => void this.#recording.look()),
			this.#recording.onDidChange(() => void this.#recordingChanged()),
			this.#recording,
			{ dispose: open.document.listen((event) => this.#show(event)) },
		];
		void this.#load();
	}

	/** Goes where a link asks for, if one does. */
	goToMoment(): void {
		if (!this.#isTold) {
			// It is told of the moment with everything else.
			return;
		}
		const moment = this.#services.moments.take(this.#open.uri);
		if (moment !== undefined) {
			this.#send({ type: "seek", ...moment });
		}
	}

	/** Has the page carry out a command of VS Code's. */
	run(command: Extract<FromHost, { type: "command" }>["command"]): void {
		this.#send({ type: "command", command });
	}

	dispose(): void {
		for (const each of this.#listening) {
			each.dispose();
		}
	}

	async #load(): Promise<void> {
		const { extension } = this.#services;
		const page = vscode.Uri.joinPath(extension, "dist", "page");
		const styles = vscode.Uri.joinPath(extension, "media", "styles");
		this.#isTold = false;
		const own = folderOf(this.#open.uri);
		this.#reach = reachOf(await this.#recording.current);
		this.#webview.options = {
			enableScripts: true,
			localResourceRoots: [page, styles, own, this.#reach.folder ?? own],
		};
		const address = (folder: vscode.Uri, name: string) =>
			`${this.#webview.asWebviewUri(vscode.Uri.joinPath(folder, name))}`;
		this.#webview.html = pageHtml({
			nonce: randomBytes(16).toString("base64"),
			cspSource: this.#webview.cspSource,
			script: address(page, "main.js"),
			style: address(styles, "transcript.css"),
			mediaOrigins: this.#reach.origins,
			language: languageTag(),
			texts: vscode.l10n.bundle ?? {},
		});
	}

	#receive(message: unknown): void {
		const parsed = parseFromPage(message);
		if (parsed !== undefined) {
			this.#answer(parsed).catch((error: unknown) => {
				this.#log("view", String(error));
			});
		}
	}

	#log(where: "view" | "page", message: string): void {
		this.#services.log(viewLine(this.#open.uri.fsPath, where, message));
	}

	async #answer(message: FromPage): Promise<unknown> {
		const { preferences, moments, comparisons } = this.#services;
		switch (message.type) {
			case "ready":
				return this.#sendState();
			case "edit":
				return this.#edit(message);
			case "restoreOriginal":
				return this.#services.restoreOriginal([this.#open]);
			case "compareWithOriginal":
				return comparisons.show(this.#open);
			case "position":
				return moments.keepPosition(this.#open.uri, message.timeMs);
			case "copyText":
				return vscode.env.clipboard.writeText(message.text);
			case "copyLink":
				return copyLink(this.#open.uri, message.timeMs);
			case "export":
				return vscode.commands.executeCommand(
					"sidescribe.export",
					this.#open.uri,
				);
			case "chooseMedia":
				return this.#chooseRecording();
			case "openOutput":
				return vscode.commands.executeCommand("sidescribe.showOutput");
			case "run":
				return vscode.commands.executeCommand(COMMANDS[message.command]);
			case "preferences":
				return preferences.change(message.preferences);
			case "problem":
				return this.#log("page", message.message);
			default:
				return message satisfies never;
		}
	}

	#edit({ request, version, edit }: Extract<FromPage, { type: "edit" }>): void {
		const { document } = this.#open;
		try {
			if (version !== document.version) {
				throw new EditRefused(l10n.t("The transcript was changed meanwhile."));
			}
			this.#request = request;
			const step = document.edit(edit);
			this.#services.didEdit(this.#open, step, labelOf(edit));
		} catch (error) {
			// Too deep an edit overflows the stack, and changes nothing.
			if (!(error instanceof EditRefused || error instanceof RangeError)) {
				throw error;
			}
			this.#send({ type: "refused", request, reason: error.message });
		} finally {
			this.#request = undefined;
		}
	}

	#show(event: DocumentEvent): void {
		switch (event.type) {
			case "changed":
				this.#send({
					type: "change",
					base: event.base,
					version: event.version,
					change: changeBetween(event.before, event.after),
					...(this.#request !== undefined && { request: this.#request }),
				});
				break;
			case "replaced":
				void this.#sendState();
				break;
			default:
				event satisfies never;
		}
	}

	async #sendState(): Promise<void> {
		const { preferences, moments } = this.#services;
		const { document, name, uri } = this.#open;
		const media = await this.#recording.media();
		const moment = moments.take(uri);
		this.#isTold = true;
		const startMs = moment?.timeMs ?? moments.positionOf(uri);
		this.#send({
			type: "state",
			version: document.version,
			script: packScript(document.script),
			title: name,
			media,
			preferences: preferences.current,
			hasOriginal: document.original !== undefined,
			...(document.readonlyReason !== undefined && {
				readonlyReason: document.readonlyReason,
			}),
			...(startMs !== undefined && { startMs }),
		});
		if (moment?.play) {
			this.#send({ type: "seek", ...moment });
		}
	}

	async #recordingChanged(): Promise<void> {
		const { folder, origins } = reachOf(await this.#recording.current);
		const folders = [undefined, folderOf(this.#open.uri), this.#reach.folder];
		const isReached =
			folders.some((each) => `${each}` === `${folder}`) &&
			origins.every((each) => this.#reach.origins.includes(each));
		if (isReached) {
			this.#send({ type: "media", media: await this.#recording.media() });
		} else {
			// One more place that the page may load from: it starts anew.
			await this.#load();
		}
	}

	async #chooseRecording(): Promise<void> {
		if (await this.#services.recordings.choose(this.#open.uri)) {
			await this.#recording.look();
		}
	}

	#send(message: FromHost): void {
		void this.#webview.postMessage(message);
	}
}

/** Where a recording is had from: a folder, through VS Code, and servers. */
interface Reach {
	readonly folder: vscode.Uri | undefined;
	readonly origins: readonly string[];
}

function reachOf(recording: ShownRecording | undefined): Reach {
	return {
		folder: recording && folderOf(recording.uri),
		origins: (recording?.streams ?? []).map((url) => new URL(url).origin),
	};
}

function folderOf(file: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(file, "..");
}
