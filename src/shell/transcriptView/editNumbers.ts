/**
 * How VS Code reckons whether a document is saved: it counts edits, and takes
 * the document for saved at the count at which it was saved. That is wrong
 * where a saved edit was undone and another one made, and where edits came from
 * a backup: closing the editor would lose them without a question.
 */
export class EditNumbers {
	#current = 0;
	#saved = 0;

	/** Whether VS Code takes the document for saved. */
	get isSaved(): boolean {
		return this.#current === this.#saved;
	}

	/** @param by - 1 for an edit and for redo, -1 for undo. */
	go(by: 1 | -1): void {
		this.#current += by;
	}

	/** It was saved as it stands. */
	saved(): void {
		this.#saved = this.#current;
	}

	/** It went back to what was saved. */
	reverted(): void {
		this.#current = this.#saved;
	}
}
