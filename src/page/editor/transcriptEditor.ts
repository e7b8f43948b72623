import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import * as l10n from "@vscode/l10n";
import type { Edit } from "../../transcript/edits.ts";
import type { Script } from "../../transcript/script.ts";
import { Emitter } from "../emitter.ts";
import type { ScriptCause } from "../host/scriptModel.ts";
import type { WordPlace } from "../text/wordTimes.ts";
import { caretKeys } from "./caretKeys.ts";
import { direction } from "./direction.ts";
import { doubtfulWords, markDoubtful } from "./doubtfulWords.ts";
import { foundText } from "./foundText.ts";
import { paragraphKeys } from "./paragraphKeys.ts";
import { listenToClicks } from "./pointerEvents.ts";
import {
	dropTypedSpaces,
	showChanged,
	takeOver,
	typedEdit,
} from "./scriptSync.ts";
import {
	paragraphAt,
	placeAt,
	rangeOf,
	type Shown,
	shownScript,
} from "./shownScript.ts";
import { speakerHeaders } from "./speakerHeaders.ts";
import { markSpoken, spokenWord } from "./spokenWord.ts";

/** After so long without a key what was typed is an edit, to be undone as one. */
const PAUSE_MS = 1000;

export type EditorEvent =
	/** Something was typed that is an edit. */
	| { readonly type: "edit"; readonly edit: Edit }
	/** A person begins to change the text. */
	| { readonly type: "typing" }
	/** A word was clicked. */
	| { readonly type: "word"; readonly place: WordPlace }
	/** A paragraph's speaker was clicked, which `at` shows. */
	| {
			readonly type: "speaker";
			readonly paragraph: number;
			readonly at: HTMLElement;
	  }
	| { readonly type: "scrolled" }
	/** The document, the selection, or what is in view. */
	| { readonly type: "updated"; readonly update: ViewUpdate };

/** The text of the transcript, to be read and written in. */
export class TranscriptEditor {
	readonly view: EditorView;
	readonly #events = new Emitter<EditorEvent>();
	readonly #readonly = new Compartment();
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param nonce - that the page's policy lets styles in with. */
	constructor(parent: HTMLElement, nonce: string) {
		this.view = new EditorView({
			parent,
			state: EditorState.create({
				extensions: [
					shownScript,
					this.#readonly.of(EditorState.readOnly.of(true)),
					EditorView.cspNonce.of(nonce),
					EditorView.lineWrapping,
					EditorView.contentAttributes.of({
						"aria-label": l10n.t("Transcript"),
						spellcheck: "false",
					}),
					caretKeys(),
					paragraphKeys(),
					direction(),
					speakerHeaders(),
					doubtfulWords(),
					foundText(),
					spokenWord(),
					EditorView.updateListener.of((update) => this.#updated(update)),
					EditorView.domEventHandlers({ blur: () => this.#left() }),
				],
			}),
		});
		listenToClicks(this.view, (event) => this.#events.emit(event));
		this.view.scrollDOM.addEventListener(
			"scroll",
			() => this.#events.emit({ type: "scrolled" }),
			{ passive: true },
		);
	}

	get shown(): Shown {
		return this.view.state.field(shownScript);
	}

	/** The word that the caret is at. */
	get caret(): WordPlace | undefined {
		return placeAt(this.view.state, this.view.state.selection.main.head);
	}

	/** The paragraph that the caret is in, by index. */
	get caretParagraph(): number {
		return paragraphAt(this.view.state, this.view.state.selection.main.head);
	}

	/** Whether something was typed that is no edit yet. */
	get hasTyped(): boolean {
		return typedEdit(this.view) !== undefined;
	}

	/** @returns what ends the listening. */
	listen(listener: (event: EditorEvent) => void): () => void {
		return this.#events.listen(listener);
	}

	/** Shows another script, or takes over the one that was made here. */
	show(script: Script, cause: ScriptCause): void {
		if (cause === "edit") {
			takeOver(this.view, script);
			return;
		}
		const first = showChanged(this.view, script);
		const isUndo = cause === "host" && document.hasFocus();
		if (first !== undefined && isUndo && this.view.hasFocus) {
			this.view.dispatch({
				selection: { anchor: first },
				effects: EditorView.scrollIntoView(first, {
					y: "nearest",
					yMargin: 60,
				}),
			});
		}
	}

	/** Whether the text can only be read. */
	setReadonly(isReadonly: boolean): void {
		this.view.dispatch({
			effects: this.#readonly.reconfigure(EditorState.readOnly.of(isReadonly)),
		});
	}

	setMarkDoubtful(mark: boolean): void {
		this.view.dispatch({ effects: markDoubtful(mark) });
	}

	markSpoken(place: WordPlace | undefined): void {
		this.view.dispatch({ effects: markSpoken.of(place) });
	}

	/** Puts the caret at a word, or selects it, and brings it into view. */
	goTo(place: WordPlace, select: "caret" | "word"): void {
		const range = rangeOf(this.view.state, place);
		if (range !== undefined) {
			this.view.dispatch({
				selection: {
					anchor: range.from,
					head: select === "word" ? range.to : range.from,
				},
				effects: EditorView.scrollIntoView(range.from, {
					y: "nearest",
					yMargin: 80,
				}),
			});
		}
	}

	/** Makes an edit of what was typed so far; not of a word that an input method still composes. */
	flush(): void {
		clearTimeout(this.#timer);
		if (this.view.composing) {
			this.#flushLater();
			return;
		}
		const edit = typedEdit(this.view);
		if (edit !== undefined) {
			this.#events.emit({ type: "edit", edit });
		}
	}

	/** Takes back what was typed and is no edit yet. */
	dropTyped(): void {
		clearTimeout(this.#timer);
		dropTypedSpaces(this.view);
	}

	#updated(update: ViewUpdate): void {
		const isTyped = update.transactions.some((each) =>
			["input", "delete", "move"].some((event) => each.isUserEvent(event)),
		);
		if (isTyped && update.docChanged) {
			this.#events.emit({ type: "typing" });
			this.#typed(update);
		} else if (update.selectionSet && !update.docChanged) {
			this.flush();
		}
		this.#events.emit({ type: "updated", update });
	}

	/** Lines that came or went and words that ended are edits at once, the rest after a pause. */
	#typed({ startState, state, changes }: ViewUpdate): void {
		clearTimeout(this.#timer);
		let isWordEnd = startState.doc.lines !== state.doc.lines;
		changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => {
			isWordEnd ||= /\s$/u.test(inserted.toString());
		});
		if (isWordEnd) {
			this.flush();
		} else {
			this.#flushLater();
		}
	}

	#flushLater(): void {
		this.#timer = setTimeout(() => this.flush(), PAUSE_MS);
	}

	#left(): void {
		this.flush();
		dropTypedSpaces(this.view);
	}
}
