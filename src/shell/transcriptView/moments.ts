import * as vscode from "vscode";

/** Where to begin in a recording. */
export interface Moment {
	/** From the recording's start. */
	readonly timeMs: number;
	readonly play: boolean;
}

/** How far a reader came in a transcript, kept for its next opening, and where links ask to begin. */
export class Moments {
	readonly #state: vscode.Memento;
	readonly #wanted = new Map<string, Moment>();

	/** @param state - of the workspace. */
	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	/** Begins there when the transcript is shown next. */
	want(uri: vscode.Uri, moment: Moment): void {
		this.#wanted.set(uri.toString(), moment);
	}

	/** Where to begin, once. */
	take(uri: vscode.Uri): Moment | undefined {
		const wanted = this.#wanted.get(uri.toString());
		this.#wanted.delete(uri.toString());
		return wanted;
	}

	/** Where the reader was, in milliseconds. */
	positionOf(uri: vscode.Uri): number | undefined {
		const position = this.#state.get<unknown>(keyOf(uri));
		return typeof position === "number" ? position : undefined;
	}

	async keepPosition(uri: vscode.Uri, timeMs: number): Promise<void> {
		await this.#state.update(keyOf(uri), timeMs > 0 ? timeMs : undefined);
	}
}

function keyOf(uri: vscode.Uri): string {
	return `transcriptView.position:${vscode.workspace.asRelativePath(uri)}`;
}
