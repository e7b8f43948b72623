import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Media } from "../../protocol/protocol.ts";
import { kindOf } from "./media.ts";
import type { OpenTranscript } from "./openTranscript.ts";
import { recordingByContent } from "./recording.ts";
import { type ShownRecording, showRecording } from "./shownRecording.ts";
import type { ViewServices } from "./viewServices.ts";

/** The recording of one editor: looked for, and made reachable for its page. */
export class PanelRecording implements vscode.Disposable {
	readonly #open: OpenTranscript;
	readonly #webview: vscode.Webview;
	readonly #services: ViewServices;
	readonly #ended = new AbortController();
	readonly #changes = new vscode.EventEmitter<void>();
	/** When it was found, moved or lost. */
	readonly onDidChange = this.#changes.event;
	#shown: Promise<ShownRecording | undefined>;
	#isSearching = false;

	constructor(
		open: OpenTranscript,
		webview: vscode.Webview,
		services: ViewServices,
	) {
		this.#open = open;
		this.#webview = webview;
		this.#services = services;
		this.#shown = this.#find().then((found) => this.#show(found));
		void this.#searchContent();
	}

	/** Absent where there is none, or it is looked for still. */
	get current(): Promise<ShownRecording | undefined> {
		return this.#shown;
	}

	/** As the page is told of it. */
	async media(): Promise<Media> {
		const shown = await this.#shown;
		const { source, transcript } = this.#open.document.transcript;
		if (shown === undefined) {
			return {
				kind: "none",
				reason: this.#isSearching
					? l10n.t("Looking for the recording of {0}…", this.#open.name)
					: l10n.t("The recording is not beside {0}.", this.#open.name),
				name: source.name,
			};
		}
		const seconds = transcript.audio_duration;
		return {
			...kindOf(shown.uri.fsPath),
			name: path.basename(shown.uri.fsPath),
			url: shown.url,
			...(shown.streams.length > 0 && { streams: [...shown.streams] }),
			...(typeof seconds === "number" &&
				seconds > 0 && { durationMs: seconds * 1000 }),
		};
	}

	/** Looks for it anew, after files came or went or a person chose one. */
	async look(): Promise<void> {
		const before = await this.#shown;
		const found = await this.#find();
		if (found?.fsPath !== before?.uri.fsPath) {
			await this.#replace(found);
			await this.#searchContent();
		}
	}

	dispose(): void {
		this.#ended.abort();
		this.#changes.dispose();
		void this.#shown.then((shown) => shown?.dispose());
	}

	#find(): Promise<vscode.Uri | undefined> {
		const { document, uri } = this.#open;
		return this.#services.recordings
			.find(uri, document.transcript.source)
			.catch(() => undefined);
	}

	/** Where it has another name. That can take long, and nobody waits for it. */
	async #searchContent(): Promise<void> {
		if ((await this.#shown) !== undefined) {
			return;
		}
		const { document, uri } = this.#open;
		const { source } = document.transcript;
		this.#isSearching = true;
		const found = await recordingByContent(
			uri.fsPath,
			source,
			this.#ended.signal,
		).catch(() => undefined);
		this.#isSearching = false;
		if ((await this.#shown) === undefined && !this.#ended.signal.aborted) {
			await this.#replace(
				found === undefined ? undefined : vscode.Uri.file(found),
			);
		}
	}

	async #replace(found: vscode.Uri | undefined): Promise<void> {
		const before = this.#shown;
		this.#shown = this.#show(found);
		(await before)?.dispose();
		await this.#shown;
		this.#changes.fire();
	}

	async #show(
		found: vscode.Uri | undefined,
	): Promise<ShownRecording | undefined> {
		const shown =
			found &&
			(await showRecording(found, this.#webview, this.#services.media));
		if (this.#ended.signal.aborted) {
			shown?.dispose();
		}
		return shown;
	}
}
