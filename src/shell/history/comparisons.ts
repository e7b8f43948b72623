import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Outcome } from "../../engine/events.ts";
import {
	type ReplacedFile,
	replacedFilesOf,
	sha256OfFile,
} from "../../engine/history/again.ts";
import type { WrittenFile } from "../../engine/history/record.ts";
import { exists } from "../../files/exists.ts";
import { listed } from "../../language/numbers.ts";
import { endingOf } from "../../transcript/formats.ts";
import { plain } from "../plain.ts";
import { tellInStatusBar } from "../statusBar.ts";
import { isDirty } from "./isDirty.ts";
import type { HistoryParts } from "./parts.ts";

/** The context key of the buttons: `resourcePath in sidescribe.comparedTranscripts`. */
const CONTEXT = "sidescribe.comparedTranscripts";

/** Old and new files of one job, until a person has chosen. */
interface Comparison {
	/** Of the job that wrote the new ones. */
	readonly id: string;
	readonly files: readonly ReplacedFile[];
}

type Choice = "old" | "new" | "both";

const KEEP_OLD = l10n.t("Keep Old");
const TAKE_NEW = l10n.t("Take New");
const KEEP_BOTH = l10n.t("Keep Both");

/**
 * What a person has edited and the new transcript, side by side in VS Code's
 * diff, until the person has chosen. Until then, and where nothing is chosen,
 * both are on disk.
 */
export class Comparisons {
	readonly #parts: Pick<HistoryParts, "history" | "output">;
	/** By the paths of the new files. */
	readonly #open = new Map<string, Comparison>();

	constructor(parts: Pick<HistoryParts, "history" | "output">) {
		this.#parts = parts;
	}

	/**
	 * Shows what a job has written beside edited files. Does not wait for the
	 * choice.
	 * @returns whether there was any.
	 */
	async show(outcome: Outcome): Promise<boolean> {
		const comparison = await this.#comparisonOf(outcome);
		if (comparison === undefined) {
			return false;
		}
		await showDiffs(comparison);
		void this.#ask(comparison).catch((error) => this.#complain(error));
		return true;
	}

	/** The same for a job that nobody waits for any more: asks before it opens anything. */
	async offer(outcome: Outcome): Promise<void> {
		const comparison = await this.#comparisonOf(outcome);
		if (comparison === undefined) {
			return;
		}
		const choice = await vscode.window.showInformationMessage(
			this.#parts.output.redact(textOf(comparison)),
			l10n.t("Compare"),
		);
		if (choice !== undefined) {
			await showDiffs(comparison);
		}
	}

	/** Does what a button of the diff says. @param args - the new file's address. */
	async choose(choice: Choice, args: readonly unknown[]): Promise<void> {
		const [uri] = args;
		const comparison =
			uri instanceof vscode.Uri ? this.#open.get(uri.fsPath) : undefined;
		if (comparison !== undefined) {
			await this.#settle(comparison, choice);
		}
	}

	async #comparisonOf({
		spec,
		state,
	}: Outcome): Promise<Comparison | undefined> {
		if (state.step !== "done") {
			return undefined;
		}
		const files = await replacedFilesOf(spec.output, state.outputs);
		if (!files.some(({ isEdited }) => isEdited)) {
			await (spec.output.insteadOf && deleteOld(files));
			return undefined;
		}
		const comparison = { id: spec.id, files };
		for (const { fresh } of files) {
			this.#open.set(fresh, comparison);
		}
		this.#tellMenus();
		return comparison;
	}

	async #ask(comparison: Comparison): Promise<void> {
		const choice = await vscode.window.showInformationMessage(
			this.#parts.output.redact(textOf(comparison)),
			KEEP_OLD,
			TAKE_NEW,
			KEEP_BOTH,
		);
		switch (choice) {
			case KEEP_OLD:
				return this.#settle(comparison, "old");
			case TAKE_NEW:
				return this.#settle(comparison, "new");
			case KEEP_BOTH:
				return this.#settle(comparison, "both");
			default:
				return;
		}
	}

	async #settle({ id, files }: Comparison, choice: Choice): Promise<void> {
		const [first] = files;
		if (first === undefined || !this.#open.has(first.fresh)) {
			// The other place that asks was quicker.
			return;
		}
		for (const { fresh } of files) {
			this.#open.delete(fresh);
		}
		this.#tellMenus();
		await closeDiffs(files);
		switch (choice) {
			case "old":
				return this.#update(id, await this.#keepOld(id, files));
			case "new":
				return this.#update(id, await takeNew(files));
			case "both":
				return;
			default:
				return choice satisfies never;
		}
	}

	/** Deletes the new files, but those that were edited meanwhile. @returns what is left of them. */
	async #keepOld(
		id: string,
		files: readonly ReplacedFile[],
	): Promise<WrittenFile[]> {
		const record = await this.#parts.history.find(id);
		const left: WrittenFile[] = [];
		for (const { fresh } of files) {
			const written = record?.outputs.find(({ path }) => path === fresh);
			if ((await sha256OfFile(fresh)) === undefined) {
				continue;
			}
			// What is not known to be as it was written is somebody's work.
			if (written !== undefined && (await isUntouched(written))) {
				await vscode.workspace.fs.delete(vscode.Uri.file(fresh));
			} else {
				left.push(written ?? { path: fresh, sha256: "" });
			}
		}
		if (left.length > 0) {
			const names = left.map((file) => path.basename(file.path));
			tellInStatusBar(
				names.length === 1
					? l10n.t("{0} was edited, and stays", listed(names))
					: l10n.t("{0} were edited, and stay", listed(names)),
				this.#parts.output.redact,
			);
		}
		return left;
	}

	async #update(id: string, outputs: readonly WrittenFile[]): Promise<void> {
		const { history } = this.#parts;
		const record = await history.find(id);
		await (record && history.update({ ...record, outputs }));
	}

	#tellMenus(): void {
		// A window onto another machine knows a file by its address's path.
		const names = [...this.#open.keys()].flatMap((file) => [
			file,
			vscode.Uri.file(file).path,
		]);
		void vscode.commands.executeCommand("setContext", CONTEXT, names);
	}

	#complain(error: unknown): void {
		this.#parts.output.write({
			level: "error",
			sentence: `The choice between two transcripts could not be carried out: ${error instanceof Error ? error.message : error}`,
			fields: { event: "internal" },
		});
	}
}

/** Whether a file is as it was written, in an editor as well. */
async function isUntouched({ path, sha256 }: WrittenFile): Promise<boolean> {
	return !isDirty([path]) && (await sha256OfFile(path)) === sha256;
}

/** Deletes what nobody has edited, as the new one is elsewhere: replaced, it would be gone as well. */
async function deleteOld(files: readonly ReplacedFile[]): Promise<void> {
	for (const { old } of files) {
		if (!isDirty([old]) && (await exists(old))) {
			await vscode.workspace.fs.delete(vscode.Uri.file(old));
		}
	}
}

/** Puts the new texts into the old files, in editors: what was edited can be had again by Undo. */
async function takeNew(files: readonly ReplacedFile[]): Promise<WrittenFile[]> {
	const taken: WrittenFile[] = [];
	for (const { old, fresh } of files) {
		const [from, to] = [vscode.Uri.file(fresh), vscode.Uri.file(old)];
		if (await exists(old)) {
			await replaceText(to, await textIn(from));
			await vscode.workspace.fs.delete(from);
		} else {
			await vscode.workspace.fs.rename(from, to);
		}
		taken.push({ path: old, sha256: (await sha256OfFile(old)) ?? "" });
	}
	return taken;
}

/** As it is in an editor, saved or not. */
async function textIn(uri: vscode.Uri): Promise<string> {
	return (await vscode.workspace.openTextDocument(uri)).getText();
}

async function replaceText(uri: vscode.Uri, text: string): Promise<void> {
	const document = await vscode.workspace.openTextDocument(uri);
	const all = new vscode.Range(0, 0, document.lineCount, 0);
	const edit = new vscode.WorkspaceEdit();
	edit.replace(uri, document.validateRange(all), text);
	if (!((await vscode.workspace.applyEdit(edit)) && (await document.save()))) {
		throw new Error(
			l10n.t("{0} could not be saved.", path.basename(uri.fsPath)),
		);
	}
}

/** A diff for each file that was edited; of JSON only where nothing else was. */
async function showDiffs({ files }: Comparison): Promise<void> {
	const edited = files.filter(({ isEdited }) => isEdited);
	const texts = edited.filter(({ old }) => !old.endsWith(endingOf("json")));
	for (const { old, fresh } of texts.length > 0 ? texts : edited) {
		await vscode.commands.executeCommand(
			"vscode.diff",
			vscode.Uri.file(old),
			vscode.Uri.file(fresh),
			l10n.t("{0} (edited) ↔ new transcript", path.basename(old)),
			{ preview: false },
		);
	}
}

async function closeDiffs(files: readonly ReplacedFile[]): Promise<void> {
	const fresh = new Set(files.map((file) => file.fresh));
	const tabs = vscode.window.tabGroups.all
		.flatMap((group) => group.tabs)
		.filter(
			({ input }) =>
				input instanceof vscode.TabInputTextDiff &&
				fresh.has(input.modified.fsPath),
		);
	await vscode.window.tabGroups.close(tabs);
}

function textOf({ files }: Comparison): string {
	const edited = files.filter(({ isEdited }) => isEdited);
	const names = (paths: readonly string[]) =>
		plain(listed(paths.map((file) => path.basename(file))));
	const old = names(edited.map((file) => file.old));
	const fresh = names(files.map((file) => file.fresh));
	return edited.length === 1
		? l10n.t(
				"{0} was edited, and is left as it is. The new transcript is {1}.",
				old,
				fresh,
			)
		: l10n.t(
				"{0} were edited, and are left as they are. The new transcript is {1}.",
				old,
				fresh,
			);
}
