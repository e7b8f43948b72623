import * as vscode from "vscode";
import { isAddress } from "../../address/address.ts";

/** The context key that the menus ask: `resourcePath in sidescribe.mediaWithTranscript`. */
const CONTEXT = "sidescribe.mediaWithTranscript";

/** Where a workspace keeps the same for its next window. */
const STATE = "mediaWithTranscript";

/** So many recordings of one workspace are known to the menus, the latest. */
const MAX_PATHS = 5000;

/**
 * Tells the menus which recordings of this workspace have a transcript, as the
 * last window knew it. VS Code has read that by now: it costs no look at a disk.
 */
export function tellMediaWithTranscript(state: vscode.Memento): void {
	tell(pathsIn(state));
}

/** The recordings of this workspace that have a transcript, for the menus. */
export class MediaWithTranscript {
	readonly #state: vscode.Memento;

	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	/** Adds recordings; those at addresses and outside of the open folders are passed over. */
	async add(sources: readonly string[]): Promise<void> {
		const known = new Set(pathsIn(this.#state));
		const added = sources.filter(
			(path) =>
				!isAddress(path) &&
				!known.has(path) &&
				vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path)),
		);
		if (added.length > 0) {
			await this.#set([...known, ...added].slice(-MAX_PATHS));
		}
	}

	/** Takes away a recording whose transcript is nowhere to be found. */
	async remove(path: string): Promise<void> {
		const known = pathsIn(this.#state);
		if (known.includes(path)) {
			await this.#set(known.filter((each) => each !== path));
		}
	}

	async #set(paths: readonly string[]): Promise<void> {
		tell(paths);
		await this.#state.update(STATE, paths);
	}
}

function pathsIn(state: vscode.Memento): readonly string[] {
	return state.get<readonly string[]>(STATE, []);
}

function tell(paths: readonly string[]): void {
	// A window onto another machine knows a file by its address's path.
	const names = paths.flatMap((path) => [path, vscode.Uri.file(path).path]);
	void vscode.commands.executeCommand("setContext", CONTEXT, [
		...new Set(names),
	]);
}
