import { randomBytes } from "node:crypto";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { languageTag } from "../../language/language.ts";
import { packScript } from "../../protocol/packedScript.ts";
import { pageHtml } from "../../protocol/pageHtml.ts";
import {
	type FromHost,
	type FromPage,
	type Media,
	parseFromPage,
} from "../../protocol/protocol.ts";
import { changeBetween } from "../../transcript/change.ts";
import type { DocumentEvent } from "../../transcript/document.ts";
import { EditRefused } from "../../transcript/edits.ts";
import { copyLink } from "./copyLink.ts";
import { labelOf } from "./editLabels.ts";
import { kindOf } from "./media.ts";
import type { OpenTranscript } from "./openTranscript.ts";
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
	readonly #ended = new AbortController();
	#recording: Promise<vscode.Uri | undefined>;
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
		this.#recording = this.#findRecording();
		this.#listening = [
			webview.onDidReceiveMessage((message) => this.#receive(message)),
			services.preferences.onDidChange((preferences) =>
				this.#send({ type: "preferences", preferences }),
			),
			open.onDidChangeNeighbours(() => void this.#lookForRecording()),
			{ dispose: open.document.listen((event) => this.#show(event)) },
		];
		this.#load();
	}

	/** Goes where a link asks for, if one does. */
	goToMoment(): void {
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
		this.#ended.abort();
		for (const each of this.#listening) {
			each.dispose();
		}
	}

	#load(): void {
		const { extension, recordings } = this.#services;
		const page = vscode.Uri.joinPath(extension, "dist", "page");
		const styles = vscode.Uri.joinPath(extension, "media", "styles");
		const chosen = recordings.chosen(this.#open.uri);
		const folders = [this.#open.uri, ...(chosen ? [chosen] : [])].map((file) =>
			vscode.Uri.joinPath(file, ".."),
		);
		this.#webview.options = {
			enableScripts: true,
			localResourceRoots: [page, styles, ...folders],
		};
		const address = (folder: vscode.Uri, name: string) =>
			`${this.#webview.asWebviewUri(vscode.Uri.joinPath(folder, name))}`;
		this.#webview.html = pageHtml({
			nonce: randomBytes(16).toString("base64"),
			cspSource: this.#webview.cspSource,
			script: address(page, "main.js"),
			style: address(styles, "transcript.css"),
			language: languageTag(),
			texts: vscode.l10n.bundle ?? {},
		});
	}

	#receive(message: unknown): void {
		const parsed = parseFromPage(message);
		if (parsed !== undefined) {
			this.#answer(parsed).catch((error: unknown) => {
				this.#services.log(`The transcript view failed: ${error}`);
			});
		}
	}

	async #answer(message: FromPage): Promise<unknown> {
		const { preferences, moments, comparisons, log } = this.#services;
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
				return log(`The transcript view's page: ${message.message}`);
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
		const media = await this.#media();
		const moment = moments.take(uri);
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

	#findRecording(): Promise<vscode.Uri | undefined> {
		const { document, uri } = this.#open;
		return this.#services.recordings
			.find(uri, document.transcript.source, this.#ended.signal)
			.catch(() => undefined);
	}

	/** After files came or went: the recording may be one of them. */
	async #lookForRecording(): Promise<void> {
		const before = await this.#recording;
		this.#recording = this.#findRecording();
		const now = await this.#recording;
		if (before?.fsPath !== now?.fsPath) {
			this.#send({ type: "media", media: await this.#media() });
		}
	}

	async #chooseRecording(): Promise<void> {
		const chosen = await this.#services.recordings.choose(this.#open.uri);
		if (chosen !== undefined) {
			this.#recording = this.#findRecording();
			// Its folder is one more that the page may read: the page starts anew.
			this.#load();
		}
	}

	async #media(): Promise<Media> {
		const recording = await this.#recording;
		const { source, transcript } = this.#open.document.transcript;
		if (recording === undefined) {
			return {
				kind: "none",
				reason: l10n.t("The recording is not beside {0}.", this.#open.name),
				name: source.name,
			};
		}
		const seconds = transcript.audio_duration;
		return {
			...kindOf(recording.fsPath),
			name: path.basename(recording.fsPath),
			url: `${this.#webview.asWebviewUri(recording)}`,
			...(typeof seconds === "number" &&
				seconds > 0 && { durationMs: seconds * 1000 }),
		};
	}

	#send(message: FromHost): void {
		void this.#webview.postMessage(message);
	}
}
