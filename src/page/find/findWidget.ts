import { EditorView } from "@codemirror/view";
import * as l10n from "@vscode/l10n";
import { grouped } from "../../language/numbers.ts";
import {
	iconButton,
	isPressed,
	press,
	toggleButton,
} from "../controls/button.ts";
import { element } from "../dom.ts";
import { markFound } from "../editor/foundText.ts";
import type { TranscriptEditor } from "../editor/transcriptEditor.ts";
import { type IconName, icon } from "../icon.ts";
import { runShortcut, type Shortcut } from "../shortcuts.ts";
import {
	findAll,
	type Match,
	NoPattern,
	patternOf,
	type Query,
	replacements,
} from "./search.ts";

/** More are not marked: a mark on every letter helps nobody. They are counted and replaced all the same. */
const MAX_MARKED = 20_000;

/** Find and replace in the whole text, though the page holds only what is in view; as in VS Code's editors. */
export class FindWidget {
	readonly element: HTMLElement;
	readonly #editor: TranscriptEditor;
	readonly #find = textInput(l10n.t("Find"));
	readonly #replace = textInput(l10n.t("Replace"));
	readonly #count = element("span", { class: "count", role: "status" });
	readonly #matchCase = this.#toggle(
		"caseSensitive",
		l10n.t("Match Case (Alt+C)"),
	);
	readonly #wholeWord = this.#toggle(
		"wholeWord",
		l10n.t("Match Whole Word (Alt+W)"),
	);
	readonly #isRegex = this.#toggle(
		"regex",
		l10n.t("Use Regular Expression (Alt+R)"),
	);
	readonly #expand: HTMLButtonElement;
	readonly #replaceRow: HTMLElement;
	#matches: readonly Match[] = [];
	#current: number | undefined;

	constructor(editor: TranscriptEditor) {
		this.#editor = editor;
		this.#expand = iconButton("chevronRight", l10n.t("Toggle Replace"), () =>
			this.#showReplace(this.#replaceRow.hidden === true),
		);
		this.#replaceRow = this.#replaceControls();
		this.element = element(
			"div",
			{
				class: "find",
				role: "search",
				"aria-label": l10n.t("Find and replace"),
			},
			this.#expand,
			element("div", { class: "rows" }, this.#findControls(), this.#replaceRow),
		);
		this.element.hidden = true;
		this.#showReplace(false);
		this.#listen();
	}

	get isOpen(): boolean {
		return !this.element.hidden;
	}

	/** Opens it, with what is selected to be found. */
	open(withReplace: boolean): void {
		const { view } = this.#editor;
		const { from, to } = view.state.selection.main;
		const selected = view.state.sliceDoc(from, to);
		if (selected !== "" && !selected.includes("\n")) {
			this.#find.value = selected;
		}
		this.element.hidden = false;
		if (withReplace) {
			this.#showReplace(true);
		}
		this.#search(from);
		const input = withReplace && selected !== "" ? this.#replace : this.#find;
		input.focus();
		input.select();
	}

	/** Closes it; the caret is where the last match was found. */
	close(): void {
		this.element.hidden = true;
		this.#mark([], undefined);
		this.#editor.view.focus();
	}

	/** Goes to the next match, or the one before; opens where it is closed. */
	go(direction: 1 | -1): void {
		if (!this.isOpen) {
			this.open(false);
			return;
		}
		const count = this.#matches.length;
		if (count > 0) {
			const none = direction === 1 ? -1 : 0;
			const to = ((this.#current ?? none) + direction + count) % count;
			this.#goTo(to);
		}
	}

	#toggle(name: IconName, label: string): HTMLButtonElement {
		return toggleButton(name, label, () => this.#searchHere());
	}

	#findControls(): HTMLElement {
		return element(
			"div",
			{ class: "row" },
			element(
				"div",
				{ class: "input" },
				this.#find,
				this.#matchCase,
				this.#wholeWord,
				this.#isRegex,
			),
			this.#count,
			iconButton("arrowUp", l10n.t("Previous Match (Shift+Enter)"), () =>
				this.go(-1),
			),
			iconButton("arrowDown", l10n.t("Next Match (Enter)"), () => this.go(1)),
			iconButton("close", l10n.t("Close (Escape)"), () => this.close()),
		);
	}

	#replaceControls(): HTMLElement {
		return element(
			"div",
			{ class: "row" },
			element("div", { class: "input" }, this.#replace),
			iconButton("replace", l10n.t("Replace (Enter)"), () =>
				this.#replaceCurrent(),
			),
			iconButton("replaceAll", l10n.t("Replace All (Ctrl+Alt+Enter)"), () =>
				this.#replaceAll(),
			),
		);
	}

	#listen(): void {
		this.#find.addEventListener("input", () => this.#searchHere());
		this.element.addEventListener("keydown", (event) =>
			runShortcut(event, this.#shortcuts()),
		);
		this.#editor.listen((event) => {
			if (event.type === "updated" && event.update.docChanged && this.isOpen) {
				this.#refresh();
			}
		});
	}

	#shortcuts(): Shortcut[] {
		const inReplace = document.activeElement === this.#replace;
		const inInput = inReplace || document.activeElement === this.#find;
		const shortcut = (
			keys: string,
			run: () => void,
			isMeant = true,
		): Shortcut => ({
			keys: { other: [keys], mac: [keys.replace("Ctrl+Alt", "Cmd")] },
			label: "",
			isOurs: true,
			run: () => {
				if (isMeant) {
					run();
				}
				return isMeant;
			},
		});
		const toggle = (button: HTMLButtonElement) => () => {
			press(button, !isPressed(button));
			this.#searchHere();
		};
		return [
			shortcut("Escape", () => this.close()),
			shortcut(
				"Enter",
				() => (inReplace ? this.#replaceCurrent() : this.go(1)),
				inInput,
			),
			shortcut("Shift+Enter", () => this.go(-1), inInput),
			shortcut("Ctrl+Alt+Enter", () => this.#replaceAll()),
			shortcut("Alt+C", toggle(this.#matchCase)),
			shortcut("Alt+W", toggle(this.#wholeWord)),
			shortcut("Alt+R", toggle(this.#isRegex)),
		];
	}

	#showReplace(isShown: boolean): void {
		this.#replaceRow.hidden = !isShown;
		this.#expand.replaceChildren(
			icon(isShown ? "chevronDown" : "chevronRight"),
		);
		this.#expand.setAttribute("aria-expanded", String(isShown));
	}

	get #query(): Query {
		return {
			text: this.#find.value,
			matchCase: isPressed(this.#matchCase),
			wholeWord: isPressed(this.#wholeWord),
			isRegex: isPressed(this.#isRegex),
		};
	}

	/** Looks anew, and stays where the reader is. */
	#searchHere(): void {
		if (this.isOpen) {
			this.#search(this.#editor.view.state.selection.main.from);
		}
	}

	/** Looks anew, and goes to the first match from a position on. */
	#search(from: number): void {
		this.#matches = this.#find.value === "" ? [] : this.#found();
		const next = this.#matches.findIndex((match) => match.from >= from);
		if (this.#matches.length > 0) {
			this.#goTo(Math.max(0, next));
		} else {
			this.#mark([], undefined);
			this.#tell();
		}
	}

	/** After the text changed. */
	#refresh(): void {
		const { from } = this.#editor.view.state.selection.main;
		this.#matches = this.#find.value === "" ? [] : this.#found();
		const at = this.#matches.findIndex((match) => match.from === from);
		this.#mark(this.#matches, at === -1 ? undefined : at);
		this.#tell();
	}

	#found(): readonly Match[] {
		try {
			const matches = findAll(
				this.#editor.view.state.doc,
				patternOf(this.#query),
			);
			this.#find.removeAttribute("aria-invalid");
			return matches;
		} catch (error) {
			if (!(error instanceof NoPattern)) {
				throw error;
			}
			this.#find.setAttribute("aria-invalid", "true");
			return [];
		}
	}

	#goTo(index: number): void {
		const match = this.#matches[index];
		if (match === undefined) {
			return;
		}
		this.#editor.view.dispatch({
			selection: { anchor: match.from, head: match.to },
			effects: EditorView.scrollIntoView(match.from, {
				y: "nearest",
				yMargin: 100,
			}),
		});
		this.#mark(this.#matches, index);
		this.#tell();
	}

	#mark(matches: readonly Match[], current: number | undefined): void {
		this.#current = current;
		this.#editor.view.dispatch({
			effects: markFound.of({ matches: matches.slice(0, MAX_MARKED), current }),
		});
	}

	#tell(): void {
		const count = this.#matches.length;
		const isInvalid = this.#find.ariaInvalid === "true";
		if (this.#find.value === "") {
			this.#count.textContent = "";
		} else if (isInvalid) {
			this.#count.textContent = "No valid expression";
		} else if (count === 0) {
			this.#count.textContent = "No results";
		} else {
			const at = this.#current === undefined ? "?" : grouped(this.#current + 1);
			this.#count.textContent = l10n.t("{0} of {1}", at, grouped(count));
		}
	}

	#replaceCurrent(): void {
		const match =
			this.#current === undefined ? undefined : this.#matches[this.#current];
		if (match === undefined) {
			this.go(1);
			return;
		}
		const end = this.#change(match.from);
		if (end !== undefined) {
			this.#search(end);
		}
	}

	#replaceAll(): void {
		const count = this.#matches.length;
		if (count > 0 && this.#change() !== undefined) {
			this.#count.textContent = l10n.t("{0} replaced", grouped(count));
		}
	}

	/** @returns where what was put in first ends; absent where nothing may be changed. */
	#change(only?: number): number | undefined {
		const { view } = this.#editor;
		this.#editor.flush();
		const changes = replacements(
			view.state.doc,
			this.#query,
			this.#replace.value,
			only,
		);
		const [first] = changes;
		if (view.state.readOnly || first === undefined) {
			return undefined;
		}
		view.dispatch({ changes, userEvent: "input.replace" });
		this.#editor.flush();
		return first.from + first.insert.length;
	}
}

function textInput(label: string): HTMLInputElement {
	return element("input", {
		type: "text",
		placeholder: label,
		"aria-label": label,
		spellcheck: "false",
		autocomplete: "off",
		dir: "auto",
	});
}
