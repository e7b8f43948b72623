import { type Extension, RangeSetBuilder, StateField } from "@codemirror/state";
import {
	Decoration,
	type DecorationSet,
	EditorView,
	WidgetType,
} from "@codemirror/view";
import * as l10n from "@vscode/l10n";
import { nameOf, type Script } from "../../transcript/script.ts";
import { clock } from "../clock.ts";
import { element } from "../dom.ts";
import { speakerColours } from "../speakerColours.ts";
import { type Shown, shownScript, showScript } from "./shownScript.ts";

/** In pixels, until it was measured. */
const HEIGHT = 30;

/** What stands above a paragraph: who speaks, where that changes, and when. */
class Header extends WidgetType {
	readonly #name: string | undefined;
	readonly #colour: number;
	readonly #startMs: number | undefined;

	constructor(
		name: string | undefined,
		colour: number,
		startMs: number | undefined,
	) {
		super();
		this.#name = name;
		this.#colour = colour;
		this.#startMs = startMs;
	}

	override get estimatedHeight(): number {
		return HEIGHT;
	}

	override eq(other: Header): boolean {
		return (
			other.#name === this.#name &&
			other.#colour === this.#colour &&
			other.#startMs === this.#startMs
		);
	}

	override toDOM(): HTMLElement {
		const header = element("div", { class: "turn" });
		if (this.#name !== undefined) {
			header.append(
				element(
					"button",
					{
						class: "speaker",
						type: "button",
						tabindex: "-1",
						"data-colour": String(this.#colour),
						title: l10n.t(
							"{0}: rename, or choose another speaker (F2)",
							this.#name,
						),
					},
					element("bdi", {}, this.#name),
				),
			);
		}
		if (this.#startMs !== undefined) {
			header.append(
				element(
					"button",
					{
						class: "time",
						type: "button",
						tabindex: "-1",
						title: l10n.t("Play from here"),
					},
					clock(this.#startMs),
				),
			);
		}
		return header;
	}

	/** Clicks on it are the buttons', not the editor's. */
	override ignoreEvent(): boolean {
		return true;
	}
}

const headers = StateField.define<DecorationSet>({
	create: (state) => headersOf(state.field(shownScript)),
	update(decorations, transaction) {
		return transaction.effects.some((effect) => effect.is(showScript))
			? headersOf(transaction.state.field(shownScript))
			: decorations.map(transaction.changes);
	},
	provide: (field) => EditorView.decorations.from(field),
});

/** Speakers' names and times above paragraphs. */
export function speakerHeaders(): Extension {
	return headers;
}

function headersOf({ script, times, document, typed }: Shown): DecorationSet {
	const builder = new RangeSetBuilder<Decoration>();
	const colours = speakerColours(script);
	let at = 0;
	for (const [index, { speaker, words }] of script.paragraphs.entries()) {
		const start = times.startOf({ paragraph: index, word: 0 });
		const widget = new Header(
			shownName(script, index),
			colours.get(speaker ?? "") ?? 0,
			words.length > 0 ? start : undefined,
		);
		const position = typed.mapPos(at);
		builder.add(
			position,
			position,
			Decoration.widget({ widget, side: -1, block: true }),
		);
		at = document.line(index + 1).to + 1;
	}
	return builder.finish();
}

/** The name of the paragraph's speaker, where that is not the one who spoke before. */
function shownName(
	{ paragraphs, names }: Script,
	index: number,
): string | undefined {
	const speaker = paragraphs[index]?.speaker;
	return speaker === undefined || paragraphs[index - 1]?.speaker === speaker
		? undefined
		: nameOf(speaker, names);
}
