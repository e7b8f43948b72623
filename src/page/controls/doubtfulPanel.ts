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
		textButton("Previous", "secondary", () => go(-1)),
		textButton("Next", "primary", () => go(1)),
	];
	for (const button of buttons) {
		button.disabled = count === 0;
	}
	openPopover(anchor, "Doubtful words", [
		element("label", {}, box, "Mark doubtful words"),
		element(
			"p",
			{},
			element("span", { class: "doubtful" }, "Like this"),
			` stands what was heard with a confidence below ${DOUBTFUL_BELOW * 100} %: `,
			count === 1 ? "1 word here." : `${count.toLocaleString()} words here.`,
			" What you correct is doubtful no more.",
		),
		element("div", { class: "buttons" }, ...buttons),
	]);
}
