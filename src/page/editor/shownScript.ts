import {
	ChangeSet,
	type EditorState,
	StateEffect,
	StateField,
	type Text,
} from "@codemirror/state";
import type { Paragraph, Script } from "../../transcript/script.ts";
import {
	documentOf,
	paragraphText,
	wordAtOffset,
} from "../text/paragraphText.ts";
import { type WordPlace, WordTimes } from "../text/wordTimes.ts";

/** The script that the editor shows, and what was typed since. */
export interface Shown {
	readonly script: Script;
	readonly times: WordTimes;
	/** The script's document, which `typed` makes the editor's document of. */
	readonly document: Text;
	/** Typed, and no edit yet. */
	readonly typed: ChangeSet;
}

/** Shows another script; the transaction's own changes make the document fit it. */
export const showScript = StateEffect.define<{
	readonly script: Script;
	readonly typed: ChangeSet;
}>();

export const shownScript = StateField.define<Shown>({
	create: () => shownOf({ paragraphs: [], names: {} }),
	update(shown, transaction) {
		for (const effect of transaction.effects) {
			if (effect.is(showScript)) {
				return shownOf(effect.value.script, effect.value.typed);
			}
		}
		return transaction.docChanged
			? { ...shown, typed: shown.typed.compose(transaction.changes) }
			: shown;
	},
});

function shownOf(script: Script, typed?: ChangeSet): Shown {
	const document = documentOf(script);
	return {
		script,
		times: new WordTimes(script),
		document,
		typed: typed ?? ChangeSet.empty(document.length),
	};
}

/** The paragraph that a position of the editor's document is in, by index. */
export function paragraphAt(state: EditorState, position: number): number {
	const { document, typed } = state.field(shownScript);
	return document.lineAt(typed.invertedDesc.mapPos(position)).number - 1;
}

/** The word that a position is in or right behind, or the first of its paragraph. */
export function placeAt(
	state: EditorState,
	position: number,
): WordPlace | undefined {
	const { script, document, typed } = state.field(shownScript);
	const was = typed.invertedDesc.mapPos(position);
	const line = document.lineAt(was);
	const paragraph = script.paragraphs[line.number - 1];
	if (paragraph === undefined || paragraph.words.length === 0) {
		return undefined;
	}
	return {
		paragraph: line.number - 1,
		word: wordAtOffset(paragraphText(paragraph), was - line.from) ?? 0,
	};
}

/** Where a word stands in the editor's document; absent where there is no such word. */
export function rangeOf(
	state: EditorState,
	{ paragraph, word }: WordPlace,
): { readonly from: number; readonly to: number } | undefined {
	const { script, document, typed } = state.field(shownScript);
	const found = script.paragraphs[paragraph];
	const start = found && paragraphText(found).starts[word];
	if (found === undefined || start === undefined) {
		return undefined;
	}
	const from = document.line(paragraph + 1).from + start;
	const length = found.words[word]?.text.length ?? 0;
	return {
		from: typed.mapPos(from, 1),
		to: typed.mapPos(from + length, -1),
	};
}

/** Paragraphs that stand in a stretch of the editor's document, each with where its line begins. */
export function* paragraphsIn(
	state: EditorState,
	from: number,
	to: number,
): Generator<{ index: number; paragraph: Paragraph }> {
	const { script } = state.field(shownScript);
	const last = paragraphAt(state, to);
	for (let index = paragraphAt(state, from); index <= last; index++) {
		const paragraph = script.paragraphs[index];
		if (paragraph !== undefined) {
			yield { index, paragraph };
		}
	}
}
