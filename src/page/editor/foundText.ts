import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Match } from "../find/search.ts";

/** Marks what was found, and of that the one that the reader is at. */
export const markFound = StateEffect.define<{
	readonly matches: readonly Match[];
	readonly current: number | undefined;
}>();

const found = Decoration.mark({ class: "found" });
const current = Decoration.mark({ class: "found current" });

const marks = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update(decorations, { effects, changes }) {
		for (const effect of effects) {
			if (effect.is(markFound)) {
				const { matches, current: at } = effect.value;
				return Decoration.set(
					matches.map(({ from, to }, index) =>
						(index === at ? current : found).range(from, to),
					),
				);
			}
		}
		return decorations.map(changes);
	},
	provide: (field) => EditorView.decorations.from(field),
});

export function foundText(): Extension {
	return marks;
}
