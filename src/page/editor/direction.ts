import type { Extension, Range } from "@codemirror/state";
import {
	Decoration,
	type DecorationSet,
	EditorView,
	highlightSpecialChars,
	ViewPlugin,
	type ViewUpdate,
} from "@codemirror/view";
import * as l10n from "@vscode/l10n";

const auto = Decoration.line({ attributes: { dir: "auto" } });

/**
 * Each paragraph runs the way of its own first letters. Characters that would
 * turn text around are shown as marks and turn nothing, so that no transcript
 * can read as what it does not say.
 */
export function direction(): Extension {
	return [
		EditorView.perLineTextDirection.of(true),
		ViewPlugin.fromClass(
			class {
				decorations: DecorationSet;

				constructor(view: EditorView) {
					this.decorations = linesIn(view);
				}

				update({ view, docChanged, viewportChanged }: ViewUpdate) {
					if (docChanged || viewportChanged) {
						this.decorations = linesIn(view);
					}
				}
			},
			{ decorations: (plugin) => plugin.decorations },
		),
		highlightSpecialChars({
			addSpecialChars: /[\u202a-\u202e\u2066-\u2069]/,
			render: (_code, description, placeholder) => {
				const shown = document.createElement("span");
				shown.className = "control-character";
				shown.textContent = placeholder;
				shown.title = description ?? l10n.t("Control character");
				shown.setAttribute("aria-label", shown.title);
				shown.setAttribute("role", "img");
				return shown;
			},
		}),
	];
}

function linesIn({ state, visibleRanges }: EditorView): DecorationSet {
	const ranges: Range<Decoration>[] = [];
	for (const { from, to } of visibleRanges) {
		for (let at = from; at <= to; ) {
			const line = state.doc.lineAt(at);
			ranges.push(auto.range(line.from));
			at = line.to + 1;
		}
	}
	return Decoration.set(ranges, true);
}
