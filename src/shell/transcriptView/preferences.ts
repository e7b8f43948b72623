import * as vscode from "vscode";
import { type Preferences, parsePreferences } from "../../protocol/protocol.ts";

const KEY = "transcriptView.preferences";

const DEFAULTS: Preferences = {
	showMedia: true,
	markDoubtful: false,
	rate: 1,
};

/** What a reader chose, in all windows from then on. */
export class ReaderPreferences implements vscode.Disposable {
	readonly #state: vscode.Memento;
	readonly #changes = new vscode.EventEmitter<Preferences>();
	readonly onDidChange = this.#changes.event;

	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	get current(): Preferences {
		return parsePreferences(this.#state.get(KEY)) ?? DEFAULTS;
	}

	async change(preferences: Preferences): Promise<void> {
		await this.#state.update(KEY, preferences);
		this.#changes.fire(preferences);
	}

	dispose(): void {
		this.#changes.dispose();
	}
}
