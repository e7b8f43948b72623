import * as l10n from "@vscode/l10n";
import { element } from "../dom.ts";
import { keysOf, type Shortcut } from "../shortcuts.ts";
import { openPopover } from "./popover.ts";

/** Lists what mouse and keys do. */
export function openHelp(
	anchor: Element,
	shortcuts: readonly Pick<Shortcut, "keys" | "label">[],
): void {
	openPopover(anchor, l10n.t("Keys"), [
		element("h2", { tabindex: "-1" }, l10n.t("Keys")),
		element(
			"p",
			{},
			l10n.t(
				"Click a word to hear it from there; with Alt, to put the caret there in silence. Type to correct it: playback pauses.",
			),
		),
		element(
			"table",
			{ class: "keys" },
			element(
				"tbody",
				{},
				...shortcuts.map((shortcut) =>
					element(
						"tr",
						{},
						element("th", { scope: "row" }, shortcut.label),
						element("td", {}, ...alternatives(keysOf(shortcut))),
					),
				),
			),
		),
	]);
}

function alternatives(all: readonly string[]): (Node | string)[] {
	return all.flatMap((keys, index) => [
		...(index > 0 ? [` ${l10n.t("or")} `] : []),
		...keys
			.split("+")
			.flatMap((key, at) => [
				...(at > 0 ? ["+"] : []),
				element("kbd", {}, key),
			]),
	]);
}
