import * as l10n from "@vscode/l10n";
import { grouped } from "../../language/numbers.ts";
import { element } from "../dom.ts";
import { DOUBTFUL_BELOW } from "../text/doubtful.ts";
import { textButton } from "./button.ts";
import { openPopover } from "./popover.ts";

/** The legend of the marks on words of low confidence, with a switch, and the way from one to the next. */
export function openDoubtful(
	anchor: Element,
	{ count, isMarked }: { readonly count: number; readonly isMarked: boolean },
	{
		mark,
		go,
	}: {
		mark(isMarked: boolean): void;
		go(direction: 1 | -1): void;
	},
): void {
	const box = element("input", { type: "checkbox", autofocus: "" });
	box.checked = isMarked;
	box.addEventListener("change", () => mark(box.checked));
	const buttons = [
		textButton(l10n.t("Previous"), "secondary", () => go(-1)),
		textButton(l10n.t("Next"), "primary", () => go(1)),
	];
	for (const button of buttons) {
		button.disabled = count === 0;
	}
	openPopover(anchor, l10n.t("Doubtful words"), [
		element("label", {}, box, l10n.t("Mark doubtful words")),
		element(
			"p",
			{},
			element("span", { class: "doubtful" }, l10n.t("Like this")),
			" ",
			count === 1
				? l10n.t(
						"stands what was heard with a confidence below {0} %: 1 word here. What you correct is doubtful no more.",
						DOUBTFUL_BELOW * 100,
					)
				: l10n.t(
						"stands what was heard with a confidence below {0} %: {1} words here. What you correct is doubtful no more.",
						DOUBTFUL_BELOW * 100,
						grouped(count),
					),
		),
		element("div", { class: "buttons" }, ...buttons),
	]);
}
