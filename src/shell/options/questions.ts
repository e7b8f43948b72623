import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Job } from "../../engine/job.ts";
import { grouped } from "../../language/numbers.ts";
import type { MediaReader } from "../../media/mediaReader.ts";
import { OPTIONS, type Option, readChosen } from "../../options/chosen.ts";
import type { SettingValues } from "../../options/params.ts";
import { resourceOf } from "../resourceOf.ts";
import { outputFormats, transcriptionSettings } from "../settings.ts";
import { chooseOptions } from "./flow.ts";
import { Lengths } from "./lengths.ts";
import { RememberedOptions } from "./remembered.ts";
import type { Subject } from "./screen.ts";

const ALL = Object.keys(OPTIONS) as readonly Option[];

/** Asks for options, and remembers them for the folders of recordings. */
export class OptionQuestions {
	readonly #remembered: RememberedOptions;
	readonly #media: MediaReader;

	constructor(state: vscode.Memento, media: MediaReader) {
		this.#remembered = new RememberedOptions(state);
		this.#media = media;
	}

	/**
	 * Asks for the options of recordings, starting from those that were chosen
	 * last for their folder.
	 *
	 * @returns what was chosen in place of settings; absent where the command
	 * is given up.
	 */
	async choose(
		files: readonly vscode.Uri[],
	): Promise<SettingValues | undefined> {
		const last = this.#remembered.of(files);
		return this.#ask(files, last, {
			title: l10n.t("Transcribe {0} with Options", named(files)),
			go: {
				label: `$(play) ${l10n.t("Transcribe")}`,
				description: named(files),
			},
			hint: l10n.t("Enter transcribes; choose an option to change it"),
			options: ALL,
			...(!isEmpty(last) && {
				startIs: l10n.t("As chosen last in this folder."),
			}),
		});
	}

	/**
	 * Asks for other options of jobs that were refused, starting from those
	 * that they had. Their files are planned already: formats are not asked for.
	 */
	async change(jobs: readonly Job[]): Promise<SettingValues | undefined> {
		const files = jobs.map(({ spec }) => resourceOf(spec));
		return this.#ask(files, readChosen(jobs[0]?.spec.chosen), {
			title: l10n.t("Retry {0} with Other Options", named(files)),
			go: {
				label: `$(debug-restart) ${l10n.t("Retry")}`,
				description: named(files),
			},
			hint: l10n.t("Enter retries; choose an option to change it"),
			options: ALL.filter((option) => option !== "formats"),
		});
	}

	async #ask(
		files: readonly vscode.Uri[],
		start: SettingValues,
		about: Omit<Subject, "settings">,
	): Promise<SettingValues | undefined> {
		const [first] = files;
		if (first === undefined) {
			return undefined;
		}
		const settings = settingsOf(first);
		const chosen = await chooseOptions({ ...about, settings }, start, {
			lengths: new Lengths(files, this.#media),
			reset: () => this.#remembered.keep(files, {}),
		});
		if (chosen === undefined) {
			return undefined;
		}
		await this.#remembered.keep(files, chosen);
		// Where the folders of a workspace have settings of their own, what was
		// shown counts for all files.
		return areOfOneFolder(files) ? chosen : { ...shown(settings), ...chosen };
	}
}

function settingsOf(file: vscode.Uri): SettingValues {
	return { ...transcriptionSettings(file), formats: outputFormats(file) };
}

function shown(settings: SettingValues): SettingValues {
	return Object.fromEntries(
		Object.values(OPTIONS)
			.flat()
			.map((name) => [name, settings[name] ?? null]),
	);
}

function areOfOneFolder(files: readonly vscode.Uri[]): boolean {
	const folders = files.map((file) =>
		vscode.workspace.getWorkspaceFolder(file)?.uri.toString(),
	);
	return new Set(folders).size <= 1;
}

function named(files: readonly vscode.Uri[]): string {
	const [first] = files;
	return files.length === 1 && first !== undefined
		? path.basename(first.path)
		: l10n.t("{0} Recordings", grouped(files.length));
}

function isEmpty(chosen: SettingValues): boolean {
	return Object.keys(chosen).length === 0;
}
