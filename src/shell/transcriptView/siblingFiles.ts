import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SavedTranscript } from "../../transcript/savedTranscript.ts";
import { plain } from "../plain.ts";
import { writeContent } from "./disk.ts";
import { namesOf, outdatedSiblings, type Sibling } from "./siblings.ts";

const REPLACE = l10n.t("Replace");
const KEEP = l10n.t("Keep");

/** Keeps the files in other formats that stand beside a transcript up to date. */
export class SiblingFiles {
	readonly #file: string;
	readonly #token: string;
	/** Those that a person was asked about; they stay as they are unless the answer is to replace them. */
	readonly #kept = new Set<string>();

	/**
	 * @param file - the transcript's path.
	 * @param token - names temporary files.
	 */
	constructor(file: string, token: string) {
		this.#file = file;
		this.#token = token;
	}

	/**
	 * Writes those that say what the transcript said before, and asks about
	 * others. The answer is not waited for: the transcript itself is saved.
	 *
	 * @param latest - the transcript when the answer comes.
	 */
	async update(
		before: SavedTranscript,
		now: SavedTranscript,
		latest: () => SavedTranscript,
	): Promise<void> {
		const outdated = await this.#outdated(before, now);
		await this.#write(outdated.filter(({ isForeign }) => !isForeign));
		const foreign = outdated.filter(
			({ file, isForeign }) => isForeign && !this.#kept.has(file),
		);
		if (foreign.length > 0) {
			for (const { file } of foreign) {
				this.#kept.add(file);
			}
			void this.#ask(foreign, latest);
		}
	}

	async #ask(
		asked: readonly Sibling[],
		latest: () => SavedTranscript,
	): Promise<void> {
		const names = plain(namesOf(asked));
		const choice = await vscode.window.showWarningMessage(
			asked.length === 1
				? l10n.t(
						"{0} was changed since this transcript was last saved. Replace it with what the transcript says now?",
						names,
					)
				: l10n.t(
						"{0} were changed since this transcript was last saved. Replace them with what the transcript says now?",
						names,
					),
			REPLACE,
			KEEP,
		);
		if (choice === REPLACE) {
			const files = asked.map(({ file }) => file);
			for (const file of files) {
				this.#kept.delete(file);
			}
			const outdated = await this.#outdated(latest(), latest());
			await this.#write(outdated.filter(({ file }) => files.includes(file)));
		}
	}

	async #outdated(
		before: SavedTranscript,
		now: SavedTranscript,
	): Promise<Sibling[]> {
		try {
			return await outdatedSiblings(this.#file, before, now);
		} catch (error) {
			void vscode.window.showErrorMessage(
				l10n.t(
					"The files beside the transcript could not be read: {0}.",
					reasonOf(error),
				),
			);
			return [];
		}
	}

	async #write(siblings: readonly Sibling[]): Promise<void> {
		for (const { file, content } of siblings) {
			try {
				await writeContent(file, content, this.#token);
			} catch (error) {
				const name = plain(path.basename(file));
				void vscode.window.showErrorMessage(
					l10n.t(
						"The transcript was saved, but not {0}: {1}.",
						name,
						reasonOf(error),
					),
				);
			}
		}
	}
}

function reasonOf(error: unknown): string {
	return error instanceof Error && "code" in error
		? `${error.code}`
		: `${error}`;
}
