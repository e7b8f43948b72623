import type { EditorView } from "@codemirror/view";
import type { Edit } from "../../transcript/edits.ts";
import type { Script } from "../../transcript/script.ts";
import { documentOf } from "../text/paragraphText.ts";
import { differenceOf } from "../text/textDifference.ts";
import { editOf } from "../text/textEdits.ts";
import { shownScript, showScript } from "./shownScript.ts";

/** The edit that was typed since the last; absent where only spaces were. */
export function typedEdit({ state }: EditorView): Edit | undefined {
	const { script, document, typed } = state.field(shownScript);
	return typed.empty ? undefined : editOf(script, document, typed);
}

/**
 * Takes over the script that holds what was typed. The document stays, so that
 * the caret keeps its place behind a space that no script knows.
 */
export function takeOver(view: EditorView, script: Script): void {
	const typed = differenceOf(documentOf(script), view.state.doc);
	view.dispatch({ effects: showScript.of({ script, typed }) });
}

/**
 * Shows a script that changed elsewhere; what was typed and is no edit yet stays.
 *
 * @returns where the document changed first; absent where it did not.
 */
export function showChanged(
	view: EditorView,
	script: Script,
): number | undefined {
	const { document, typed } = view.state.field(shownScript);
	const changed = differenceOf(document, documentOf(script));
	const changes = changed.map(typed);
	view.dispatch({
		changes,
		effects: showScript.of({ script, typed: typed.map(changed, true) }),
	});
	let first: number | undefined;
	changes.iterChangedRanges((_fromA, _toA, fromB) => {
		first ??= fromB;
	});
	return first;
}

/** Takes back typed spaces that are no edit, as where the caret leaves them. */
export function dropTypedSpaces(view: EditorView): void {
	const { script, document, typed } = view.state.field(shownScript);
	if (!typed.empty) {
		view.dispatch({
			changes: typed.invert(document),
			effects: showScript.of({
				script,
				typed: differenceOf(document, document),
			}),
		});
	}
}
