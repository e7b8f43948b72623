import type { EditorState } from "@codemirror/state";
import type { WordRange } from "../../transcript/copiedText.ts";
import { placeAt, shownScript } from "./shownScript.ts";

/** The words that are selected, in whole or in part; none where only the caret stands. */
export function selectedWords(state: EditorState): WordRange[] {
	const { from, to, empty } = state.selection.main;
	const [first, last] = [placeAt(state, from), placeAt(state, to)];
	if (empty || first === undefined || last === undefined) {
		return [];
	}
	const { paragraphs } = state.field(shownScript).script;
	return paragraphs
		.slice(first.paragraph, last.paragraph + 1)
		.map(({ words }, index) => {
			const paragraph = first.paragraph + index;
			return {
				paragraph,
				first: paragraph === first.paragraph ? first.word : 0,
				end: paragraph === last.paragraph ? last.word + 1 : words.length,
			};
		});
}
