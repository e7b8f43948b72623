import * as l10n from "@vscode/l10n";
import type { FromPage } from "../protocol/protocol.ts";
import type { TranscriptEditor } from "./editor/transcriptEditor.ts";
import type { ScriptModel } from "./host/scriptModel.ts";
import { keys, type Shortcut } from "./shortcuts.ts";

type Command = Extract<FromPage, { type: "run" }>["command"];

/**
 * Brings the text and the host's document together. VS Code has undo, redo and
 * save; where their keys come before the host has heard of the last edit, the
 * page asks for them afterwards.
 */
export class Writing {
	readonly #editor: TranscriptEditor;
	readonly #model: ScriptModel;
	readonly #send: (message: FromPage) => void;

	constructor(
		editor: TranscriptEditor,
		model: ScriptModel,
		send: (message: FromPage) => void,
	) {
		this.#editor = editor;
		this.#model = model;
		this.#send = send;
		editor.listen((event) => {
			if (event.type === "edit") {
				model.edit(event.edit);
			}
		});
		addEventListener("blur", () => editor.flush());
		addEventListener("pagehide", () => editor.flush());
	}

	/** The keys that VS Code acts on, where they need more than that. */
	readonly shortcuts: readonly Shortcut[] = [
		{
			keys: keys("Ctrl+S"),
			label: l10n.t("Save"),
			isOurs: true,
			run: () => this.#runLater("save"),
		},
		{
			keys: keys("Ctrl+Z"),
			label: l10n.t("Undo"),
			isOurs: true,
			run: () => this.#undo(),
		},
		{
			keys: { other: ["Ctrl+Y", "Ctrl+Shift+Z"], mac: ["Cmd+Shift+Z"] },
			label: l10n.t("Redo"),
			isOurs: true,
			run: () => this.#runLater("redo"),
		},
	];

	/** @returns whether the page sees to it; else VS Code does. */
	#undo(): boolean {
		if (this.#editor.hasTyped) {
			this.#editor.dropTyped();
			return true;
		}
		return this.#runLater("undo");
	}

	#runLater(command: Command): boolean {
		this.#editor.flush();
		if (!this.#model.isBusy) {
			return false;
		}
		const stop = this.#model.listen((event) => {
			if (event.type === "settled") {
				stop();
				this.#send({ type: "run", command });
			}
		});
		return true;
	}
}
