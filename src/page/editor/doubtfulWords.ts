import {
	Compartment,
	type Extension,
	type Range,
	type StateEffect,
} from "@codemirror/state";
import {
	Decoration,
	type DecorationSet,
	type EditorView,
	ViewPlugin,
	type ViewUpdate,
} from "@codemirror/view";
import { isDoubtful } from "../text/doubtful.ts";
import { paragraphsIn, rangeOf, showScript } from "./shownScript.ts";

const mark = Decoration.mark({ class: "doubtful" });

/** Only what is in view is marked: a long transcript has thousands of them. */
const marks = ViewPlugin.fromClass(
	class {
		decorations: DecorationSet;

		constructor(view: EditorView) {
			this.decorations = marksIn(view);
		}

		update({
			view,
			viewportChanged,
			docChanged,
			transactions,
			changes,
		}: ViewUpdate) {
			const isAnother = transactions.some(({ effects }) =>
				effects.some((effect) => effect.is(showScript)),
			);
			if (viewportChanged || isAnother) {
				this.decorations = marksIn(view);
			} else if (docChanged) {
				this.decorations = this.decorations.map(changes);
			}
		}
	},
	{ decorations: (plugin) => plugin.decorations },
);

const isMarked = new Compartment();

/** Marks words of low confidence, once {@link markDoubtful} says so. */
export function doubtfulWords(): Extension {
	return isMarked.of([]);
}

export function markDoubtful(mark: boolean): StateEffect<unknown> {
	return isMarked.reconfigure(mark ? marks : []);
}

function marksIn({ state, visibleRanges }: EditorView): DecorationSet {
	const ranges: Range<Decoration>[] = [];
	for (const { from, to } of visibleRanges) {
		for (const { index, paragraph } of paragraphsIn(state, from, to)) {
			for (const [at, word] of paragraph.words.entries()) {
				const range = isDoubtful(word)
					? rangeOf(state, { paragraph: index, word: at })
					: undefined;
				// A long paragraph is in view by parts.
				if (
					range &&
					range.from < range.to &&
					range.to >= from &&
					range.from <= to
				) {
					ranges.push(mark.range(range.from, range.to));
				}
			}
		}
	}
	return Decoration.set(ranges, true);
}
