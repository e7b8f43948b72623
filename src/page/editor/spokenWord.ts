import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { WordPlace } from "../text/wordTimes.ts";
import { rangeOf, showScript } from "./shownScript.ts";

/** Marks the word that is heard; none, where nothing is. */
export const markSpoken = StateEffect.define<WordPlace | undefined>();

const mark = Decoration.mark({ class: "spoken" });

const spoken = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update(decorations, { state, effects, changes }) {
		for (const effect of effects) {
			if (effect.is(markSpoken)) {
				const range = effect.value && rangeOf(state, effect.value);
				return range !== undefined && range.from < range.to
					? Decoration.set(mark.range(range.from, range.to))
					: Decoration.none;
			}
		}
		// Another script may have another word there: the clock tells anew.
		return effects.some((effect) => effect.is(showScript))
			? Decoration.none
			: decorations.map(changes);
	},
	provide: (field) => EditorView.decorations.from(field),
});

export function spokenWord(): Extension {
	return spoken;
}
