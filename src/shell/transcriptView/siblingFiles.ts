import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { plain } from "../plain.ts";
import { writeContent } from "./disk.ts";
import { namesOf, type Sibling } from "./siblings.ts";
import { reasonOf, type Written } from "./writer/writing.ts";

type Outdated = Pick<Written, "siblings" | "problem">;

/** Keeps the files in other formats that stand beside a transcript up to date. */
export class SiblingFiles {
	readonly #token: string;
	/** Those that a person was asked about; they stay as they are unless the answer is to replace them. */
	readonly #kept = new Set<string>();

	/** @param token - names temporary files. */
	constructor(token: string) {
		this.#token = token;
	}

	/**
	 * Writes those that say what the transcript said before, and asks about
	 * others. The answer is not waited for: the transcript itself is saved.
	 *
	 * @param outdated - those that do not say what the transcript says.
	 * @param latest - the same when the answer comes.
	 */
	async update(
		{ siblings, problem }: Outdated,
		latest: () => Promise<Outdated>,
	): Promise<void> {
		tellProblem(problem);
		await this.#write(siblings.filter(({ isForeign }) => !isForeign));
		const foreign = siblings.filter(
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
		latest: () => Promise<Outdated>,
	): Promise<void> {
		const replace = l10n.t("Replace");
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
			replace,
			l10n.t("Keep"),
		);
		if (choice === replace) {
			const files = asked.map(({ file }) => file);
			for (const file of files) {
				this.#kept.delete(file);
			}
			const { siblings, problem } = await latest();
			tellProblem(problem);
			await this.#write(siblings.filter(({ file }) => files.includes(file)));
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

function tellProblem(problem: string | undefined): void {
	if (problem !== undefined) {
		void vscode.window.showErrorMessage(
			l10n.t(
				"The files beside the transcript could not be read: {0}.",
				problem,
			),
		);
	}
}
