import {
	EditorSelection,
	type Extension,
	type SelectionRange,
} from "@codemirror/state";
import { type EditorView, type KeyBinding, keymap } from "@codemirror/view";

/** Where a key takes the caret. */
type Move = (view: EditorView, caret: SelectionRange) => SelectionRange;

/**
 * The keys that move the caret, as in VS Code's editors; with Shift they
 * select. A browser's own know only the part of the text that is in the page.
 */
export function caretKeys(): Extension {
	return keymap.of([
		motion({ key: "ArrowLeft" }, byCharacter(false)),
		motion({ key: "ArrowRight" }, byCharacter(true)),
		motion({ key: "Ctrl-ArrowLeft", mac: "Alt-ArrowLeft" }, byWord(false)),
		motion({ key: "Ctrl-ArrowRight", mac: "Alt-ArrowRight" }, byWord(true)),
		motion({ key: "ArrowUp" }, byLine(false)),
		motion({ key: "ArrowDown" }, byLine(true)),
		motion({ key: "PageUp" }, byPage(false)),
		motion({ key: "PageDown" }, byPage(true)),
		motion({ key: "Home", mac: "Cmd-ArrowLeft" }, toLineEnd(false)),
		motion({ key: "End", mac: "Cmd-ArrowRight" }, toLineEnd(true)),
		motion({ key: "Ctrl-Home", mac: "Cmd-ArrowUp" }, toEnd(false)),
		motion({ key: "Ctrl-End", mac: "Cmd-ArrowDown" }, toEnd(true)),
		{ key: "Mod-a", run: selectAll, stopPropagation: true },
	]);
}

function motion(keys: Pick<KeyBinding, "key" | "mac">, move: Move): KeyBinding {
	const run = (isSelecting: boolean) => (view: EditorView) => {
		const { main } = view.state.selection;
		const { head, assoc, goalColumn } = move(view, main);
		const selection = isSelecting
			? EditorSelection.range(main.anchor, head, goalColumn)
			: EditorSelection.cursor(head, assoc, undefined, goalColumn);
		view.dispatch({
			selection: EditorSelection.create([selection]),
			scrollIntoView: true,
			userEvent: "select",
		});
		return true;
	};
	return { ...keys, run: run(false), shift: run(true), preventDefault: true };
}

function byCharacter(isRight: boolean): Move {
	return (view, caret) => view.moveByChar(caret, forward(view, caret, isRight));
}

function byWord(isRight: boolean): Move {
	return (view, caret) =>
		view.moveByGroup(caret, forward(view, caret, isRight));
}

function byLine(isDown: boolean): Move {
	return (view, caret) => view.moveVertically(caret, isDown);
}

function byPage(isDown: boolean): Move {
	return (view, caret) =>
		view.moveVertically(caret, isDown, view.scrollDOM.clientHeight - 40);
}

function toLineEnd(isEnd: boolean): Move {
	return (view, caret) => view.moveToLineBoundary(caret, isEnd);
}

function toEnd(isEnd: boolean): Move {
	return ({ state }) => EditorSelection.cursor(isEnd ? state.doc.length : 0);
}

/** Whether right is forward, where the caret is. */
function forward(
	view: EditorView,
	{ head }: SelectionRange,
	isRight: boolean,
): boolean {
	const isLeftToRight = view.textDirectionAt(head) === 0;
	return isRight === isLeftToRight;
}

function selectAll(view: EditorView): boolean {
	view.dispatch({
		selection: { anchor: 0, head: view.state.doc.length },
		userEvent: "select",
	});
	return true;
}
