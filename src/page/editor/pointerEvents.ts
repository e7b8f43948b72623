import type { EditorView } from "@codemirror/view";
import type { WordPlace } from "../text/wordTimes.ts";
import { paragraphAt, placeAt, rangeOf } from "./shownScript.ts";
import type { EditorEvent } from "./transcriptEditor.ts";

/** How far beside a letter a click still means it, in letters. */
const BESIDE = 3;

/** Tells what clicks mean: on a word, on a speaker, on a time. */
export function listenToClicks(
	view: EditorView,
	emit: (event: EditorEvent) => void,
): void {
	view.contentDOM.addEventListener("click", (event) => {
		const button =
			event.target instanceof Element
				? event.target.closest<HTMLElement>(".turn button")
				: null;
		const place = button === null ? wordOf(event, view) : undefined;
		if (button !== null) {
			emit(eventOf(button, view));
		} else if (place !== undefined) {
			emit({ type: "word", place });
		}
	});
	keepAltFromMenus();
}

/**
 * VS Code moves the focus to its menus where Alt is pressed and let go. It
 * does not see a click in the page between, after which the next letters would
 * be taken for a menu's.
 */
function keepAltFromMenus(): void {
	let isClicked = false;
	const options = { capture: true };
	document.addEventListener(
		"mousedown",
		({ altKey }) => {
			isClicked = altKey;
		},
		options,
	);
	document.addEventListener(
		"keyup",
		(event) => {
			if (event.key === "Alt" && isClicked) {
				event.stopPropagation();
				isClicked = false;
			}
		},
		options,
	);
}

function eventOf(button: HTMLElement, view: EditorView): EditorEvent {
	const paragraph = paragraphAt(view.state, view.posAtDOM(button));
	return button.classList.contains("speaker")
		? { type: "speaker", paragraph, at: button }
		: { type: "word", place: { paragraph, word: 0 } };
}

/** The word that a click means; none with a modifier key, or where text was selected. */
function wordOf(event: MouseEvent, view: EditorView): WordPlace | undefined {
	const isPlain =
		event.button === 0 &&
		event.detail === 1 &&
		!(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
	return isPlain && view.state.selection.main.empty
		? wordUnder(view, event)
		: undefined;
}

/** The word whose letters are under the pointer. */
function wordUnder(
	view: EditorView,
	{ clientX, clientY }: MouseEvent,
): WordPlace | undefined {
	const position = view.posAtCoords({ x: clientX, y: clientY });
	const at = position === null ? null : view.coordsAtPos(position);
	// Beside the last word of a line there is nothing to mean.
	if (
		position === null ||
		at === null ||
		Math.abs(clientX - at.left) > BESIDE * view.defaultCharacterWidth
	) {
		return undefined;
	}
	const place = placeAt(view.state, position);
	const range = place && rangeOf(view.state, place);
	return range !== undefined && position <= range.to ? place : undefined;
}
