import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { setImmediate } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { sha256Of } from "../../files/hash.ts";
import { hasCode } from "../../files/write.ts";
import {
	type PackedScript,
	packScriptInTurns,
} from "../../protocol/packedScript.ts";
import { TranscriptDocument } from "../../transcript/document.ts";
import type { Script } from "../../transcript/script.ts";
import { readTranscriptFile } from "../../transcript/transcriptFile.ts";
import { plain } from "../plain.ts";
import { type Backup, fromBackup, toBackup } from "./backup.ts";
import { type Content, readContent, writeContent } from "./disk.ts";
import { EditNumbers } from "./editNumbers.ts";
import { unreadable } from "./problems.ts";
import { renderedFor } from "./saveAs.ts";
import { SiblingFiles } from "./siblingFiles.ts";
import type { ViewType } from "./viewTypes.ts";
import type { TranscriptWriter } from "./writer/writer.ts";
import type { Written } from "./writer/writing.ts";

/** A transcript that is open in an editor, and its file. */
export class OpenTranscript implements vscode.CustomDocument {
	readonly uri: vscode.Uri;
	readonly document: TranscriptDocument;
	readonly numbers = new EditNumbers();
	readonly viewType: ViewType;
	/** Names temporary files. */
	readonly #token = randomUUID();
	readonly #siblings: SiblingFiles;
	readonly #writer: TranscriptWriter;
	/** What its file held when it was last read. */
	#base: string;
	#packed:
		| { readonly script: Script; readonly packed: PackedScript }
		| undefined;
	readonly #watcher: vscode.FileSystemWatcher;
	readonly #neighbours = new vscode.EventEmitter<void>();
	/** When files beside it came or went. */
	readonly onDidChangeNeighbours = this.#neighbours.event;
	/** Of what its file held when it was last read or written here. */
	#hash: string;
	/** What another program wrote, once a person was told. */
	#told: string | undefined;
	readonly #ended = new AbortController();
	/** What is done with the file, one after the other. */
	#queue: Promise<unknown> = Promise.resolve();

	private constructor(
		uri: vscode.Uri,
		viewType: ViewType,
		content: Content,
		backup: Backup | undefined,
		writer: TranscriptWriter,
	) {
		this.uri = uri;
		this.viewType = viewType;
		this.document = new TranscriptDocument(
			readTranscriptFile(path.basename(uri.fsPath), content.text),
			backup?.script,
		);
		this.#writer = writer;
		this.#base = content.text;
		this.#hash = backup?.hash ?? content.hash;
		this.#siblings = new SiblingFiles(this.#token);
		this.#watcher = this.#watch();
	}

	/**
	 * @param backup - file of edits that were not saved when VS Code ended.
	 * @throws an error with a sentence for people.
	 */
	static async open(
		uri: vscode.Uri,
		viewType: ViewType,
		backup: string | undefined,
		writer: TranscriptWriter,
	): Promise<OpenTranscript> {
		try {
			return new OpenTranscript(
				uri,
				viewType,
				await readContent(uri.fsPath),
				backup === undefined
					? undefined
					: fromBackup(await readFile(backup, "utf8")),
				writer,
			);
		} catch (error) {
			throw unreadable(path.basename(uri.fsPath), error);
		}
	}

	get name(): string {
		return path.basename(this.uri.fsPath);
	}

	/**
	 * Writes its file, and those in other formats that stand beside it; again
	 * where it was edited meanwhile, since VS Code takes it for saved afterwards.
	 */
	save(): Promise<void> {
		return this.#next(async () => {
			do {
				await this.#write();
			} while (this.document.isDirty);
			this.numbers.saved();
		});
	}

	/** Writes another file, in the format that its name asks for. */
	async saveAs(destination: vscode.Uri): Promise<void> {
		const text = renderedFor(this.name, destination.fsPath, this.document);
		await writeContent(destination.fsPath, text, this.#token);
	}

	/** Goes back to what its file holds. */
	revert(): Promise<void> {
		return this.#next(async () => {
			this.#load(await readContent(this.uri.fsPath));
			this.numbers.reverted();
		});
	}

	/** Keeps edits for VS Code's next start. */
	async backup(destination: vscode.Uri): Promise<void> {
		const { script } = this.document;
		const backup = toBackup({ script, hash: this.#hash });
		// VS Code names a place in a folder that need not be there yet.
		await mkdir(path.dirname(destination.fsPath), { recursive: true });
		await writeFile(destination.fsPath, backup);
	}

	dispose(): void {
		this.#ended.abort();
		this.#watcher.dispose();
		this.#neighbours.dispose();
	}

	async #write(): Promise<void> {
		await this.#expectUnchanged();
		const { script, saved } = this.document;
		const { text, hash, ...outdated } = await this.#written(saved, script);
		await writeContent(this.uri.fsPath, text, this.#token);
		this.#hash = hash;
		this.document.noteSaved(script);
		await this.#siblings.update(outdated, () => {
			const { saved } = this.document;
			return this.#written(saved, saved);
		});
	}

	/** What the files of the transcript are to hold. */
	async #written(before: Script, now: Script): Promise<Written> {
		return this.#writer.write({
			file: this.uri.fsPath,
			base: this.#base,
			before: await this.#pack(before),
			now: await this.#pack(now),
		});
	}

	/** What was packed last is saved then, and packed again with the next save. */
	async #pack(script: Script): Promise<PackedScript | undefined> {
		if (script === this.document.original) {
			return undefined;
		}
		if (this.#packed?.script !== script) {
			const packed = await packScriptInTurns(script, setImmediate);
			this.#packed = { script, packed };
		}
		return this.#packed.packed;
	}

	#load(content: Content): void {
		try {
			this.document.load(readTranscriptFile(this.name, content.text));
			this.#base = content.text;
			this.#hash = content.hash;
		} catch (error) {
			throw unreadable(this.name, error);
		}
	}

	/** Shows what another program wrote; where edits would be lost, tells. */
	async #changedOnDisk(): Promise<void> {
		await this.#next(async () => {
			const hash = await this.#foreignHash();
			if (hash === undefined || hash === this.#told) {
				return;
			}
			if (this.document.isDirty) {
				this.#told = hash;
				void this.#tellConflict(hash);
			} else {
				this.#load(await readContent(this.uri.fsPath));
			}
		}).catch(() => {
			// Half written, or gone again: the next change tells.
		});
	}

	/** Of the file's content, where that is neither what was read nor what was written here. */
	async #foreignHash(): Promise<string | undefined> {
		try {
			const hash = await sha256Of(this.uri.fsPath, this.#ended.signal);
			return hash === this.#hash ? undefined : hash;
		} catch (error) {
			if (hasCode(error, "ENOENT")) {
				return undefined;
			}
			throw error;
		}
	}

	async #tellConflict(hash: string): Promise<void> {
		const load = l10n.t("Load It");
		const keep = l10n.t("Keep My Edits");
		const choice = await vscode.window.showWarningMessage(
			l10n.t(
				"{0} was changed by another program, and has edits here that are not saved. Load what it holds now, or keep your edits?",
				plain(this.name),
			),
			load,
			keep,
		);
		if (choice === keep) {
			this.#hash = hash;
		} else if (choice === load) {
			await this.#reveal();
			// Only VS Code's own command makes the editor clean.
			await vscode.commands.executeCommand("workbench.action.files.revert");
		}
	}

	async #reveal(): Promise<void> {
		await vscode.commands.executeCommand(
			"vscode.openWith",
			this.uri,
			this.viewType,
		);
	}

	/** @throws vscode.CancellationError where a person does not want to lose what another program wrote. */
	async #expectUnchanged(): Promise<void> {
		if ((await this.#foreignHash()) === undefined) {
			return;
		}
		const overwrite = l10n.t("Overwrite");
		const choice = await vscode.window.showWarningMessage(
			l10n.t(
				"{0} was changed by another program since it was opened here. Overwrite it?",
				plain(this.name),
			),
			{
				modal: true,
				detail: l10n.t(
					"To see what the other program wrote, cancel and choose File: Revert File. Your edits here are lost then.",
				),
			},
			overwrite,
		);
		if (choice !== overwrite) {
			throw new vscode.CancellationError();
		}
	}

	#watch(): vscode.FileSystemWatcher {
		// By its folder: a file's name may hold what a pattern would take for more.
		const folder = vscode.Uri.joinPath(this.uri, "..");
		const watcher = vscode.workspace.createFileSystemWatcher(
			new vscode.RelativePattern(folder, "*"),
		);
		const look = ({ fsPath }: vscode.Uri) => {
			if (fsPath === this.uri.fsPath) {
				void this.#changedOnDisk();
				return true;
			}
			return false;
		};
		const cameOrWent = (uri: vscode.Uri) => {
			if (!look(uri)) {
				this.#neighbours.fire();
			}
		};
		watcher.onDidChange(look);
		watcher.onDidCreate(cameOrWent);
		watcher.onDidDelete(cameOrWent);
		return watcher;
	}

	#next<T>(act: () => Promise<T>): Promise<T> {
		const done = this.#queue.then(act);
		this.#queue = done.catch(() => {});
		return done;
	}
}
