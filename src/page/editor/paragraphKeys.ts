import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

/** Enter parts a paragraph at the caret; Backspace at its start and Delete at its end join it with another. */
export function paragraphKeys(): Extension {
	return keymap.of([
		{ key: "Enter", run: part, shift: part },
		{ key: "Backspace", run: (view) => join(view, -1) },
		{ key: "Delete", run: (view) => join(view, 1) },
	]);
}

function part(view: EditorView): boolean {
	const { state } = view;
	const { from, to } = state.selection.main;
	const [first, last] = [state.doc.lineAt(from), state.doc.lineAt(to)];
	const before = first.text.slice(0, from - first.from);
	const after = last.text.slice(to - last.from);
	// Nothing stands before the caret: there is no paragraph to end.
	if (!state.readOnly && before.trim() !== "") {
		replace(
			view,
			first.from + before.trimEnd().length,
			last.to - after.trimStart().length,
			"\n",
		);
	}
	return true;
}

/** Joins where the caret is at an end of its paragraph; else the key does what it always does. */
function join(view: EditorView, direction: 1 | -1): boolean {
	const { state } = view;
	const { main } = state.selection;
	const line = state.doc.lineAt(main.head);
	const edge = direction === 1 ? line.to : line.from;
	const number = direction === 1 ? line.number : line.number - 1;
	if (!main.empty || main.head !== edge || state.readOnly) {
		return false;
	}
	if (number < 1 || number >= state.doc.lines) {
		return true;
	}
	const [upper, lower] = [state.doc.line(number), state.doc.line(number + 1)];
	const [before, after] = [upper.text.trimEnd(), lower.text.trimStart()];
	replace(
		view,
		upper.from + before.length,
		lower.to - after.length,
		before === "" || after === "" ? "" : " ",
	);
	return true;
}

function replace(view: EditorView, from: number, to: number, insert: string) {
	view.dispatch({
		changes: { from, to, insert },
		selection: { anchor: from + insert.length },
		scrollIntoView: true,
		userEvent: "input",
	});
}
