import { applyEdit, type Edit, EditRefused } from "./edits.ts";
import type { SavedTranscript } from "./savedTranscript.ts";
import type { Script } from "./script.ts";
import type { TranscriptFile } from "./transcriptFile.ts";

/** One script became another. */
export interface Step {
	readonly before: Script;
	readonly after: Script;
}

/** What happens to a document, for those that show it. */
export type DocumentEvent =
	/** By an edit, by undo or by redo. */
	| (Step & {
			readonly type: "changed";
			/** The versions before and after. */
			readonly base: number;
			readonly version: number;
	  })
	/** Its file was read anew. */
	| { readonly type: "replaced" };

/** A transcript that is open: its file as last read, and what was made of it since. */
export class TranscriptDocument {
	readonly #listeners = new Set<(event: DocumentEvent) => void>();
	#file: TranscriptFile;
	#script: Script;
	#saved: Script;
	#version = 0;

	/** @param unsaved - edits of an earlier session that no file has yet. */
	constructor(file: TranscriptFile, unsaved?: Script) {
		this.#file = file;
		this.#saved = file.script;
		this.#script = unsaved ?? file.script;
	}

	get script(): Script {
		return this.#script;
	}

	/** Raised with each change. */
	get version(): number {
		return this.#version;
	}

	/** What was heard, before people edited it; absent where nobody knows. */
	get original(): Script | undefined {
		return this.#file.original;
	}

	/** Whether its file does not hold what it is now. */
	get isDirty(): boolean {
		return this.#script !== this.#saved;
	}

	/** Why it cannot be edited; absent where it can. */
	get readonlyReason(): string | undefined {
		return this.#file.readonlyReason;
	}

	/** The transcript as it stands here, as every format is made from it. */
	get transcript(): SavedTranscript {
		return this.#file.saved(this.#script);
	}

	/** What its file holds. */
	get saved(): Script {
		return this.#saved;
	}

	/** The file's text as it would be saved. */
	get text(): string {
		return this.#file.write(this.#script);
	}

	/** @throws EditRefused */
	edit(edit: Edit): Step {
		return this.replace(applyEdit(this.#script, edit));
	}

	/** Puts another script in the place of this one. @throws EditRefused */
	replace(after: Script): Step {
		if (this.readonlyReason !== undefined) {
			throw new EditRefused(this.readonlyReason);
		}
		const before = this.#script;
		this.set(after);
		return { before, after };
	}

	/** Goes to a script that it had before, as undo and redo do. */
	set(script: Script): void {
		const before = this.#script;
		const base = this.#version;
		this.#script = script;
		this.#version++;
		this.#tell({
			type: "changed",
			before,
			after: script,
			base,
			version: this.#version,
		});
	}

	/** Takes note that its file holds a script now. */
	noteSaved(script: Script): void {
		this.#saved = script;
	}

	/** Shows what its file holds now; edits are gone. */
	load(file: TranscriptFile): void {
		this.#file = file;
		this.#saved = file.script;
		this.#script = file.script;
		this.#version++;
		this.#tell({ type: "replaced" });
	}

	/** @returns what ends the listening. */
	listen(listener: (event: DocumentEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#tell(event: DocumentEvent): void {
		for (const listener of this.#listeners) {
			listener(event);
		}
	}
}
