import * as path from "node:path";
import type * as vscode from "vscode";
import { OPTIONS, readChosen } from "../../options/chosen.ts";
import type { SettingValues } from "../../options/params.ts";

const KEY = "chosenOptions";

/** So many folders are remembered. */
const MAX_FOLDERS = 200;

/**
 * What was chosen last for the recordings of each folder, across windows and
 * restarts; but not the part, which belongs to one recording.
 */
export class RememberedOptions {
	readonly #state: vscode.Memento;

	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	/** What was chosen for the first of the files' folders that anything was chosen for. */
	of(files: readonly vscode.Uri[]): SettingValues {
		const all = new Map(this.#all());
		const known = foldersOf(files).find((folder) => all.has(folder));
		return withoutPart(
			readChosen(known === undefined ? undefined : all.get(known)),
		);
	}

	/** Keeps what was chosen for the folders of files; nothing chosen is forgotten. */
	async keep(
		files: readonly vscode.Uri[],
		chosen: SettingValues,
	): Promise<void> {
		const folders = foldersOf(files);
		const others = this.#all().filter(([folder]) => !folders.includes(folder));
		const kept = withoutPart(chosen);
		const mine = folders.map((folder) => [folder, kept] as const);
		const isNothing = Object.keys(kept).length === 0;
		await this.#state.update(
			KEY,
			[...(isNothing ? [] : mine), ...others].slice(0, MAX_FOLDERS),
		);
	}

	#all(): readonly (readonly [folder: string, chosen: unknown])[] {
		return this.#state.get<[string, unknown][]>(KEY, []);
	}
}

function withoutPart(chosen: SettingValues): SettingValues {
	const names: readonly string[] = OPTIONS.part;
	return Object.fromEntries(
		Object.entries(chosen).filter(([name]) => !names.includes(name)),
	);
}

/** The folders that files are in, each once. */
function foldersOf(files: readonly vscode.Uri[]): string[] {
	return [...new Set(files.map(({ fsPath }) => path.dirname(fsPath)))];
}
