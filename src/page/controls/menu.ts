import { element } from "../dom.ts";
import { openPopover } from "./popover.ts";

export interface MenuItem {
	readonly label: string;
	run(): void;
}

/** A menu that arrow keys move in, as VS Code's own. */
export function openMenu(
	anchor: Element,
	label: string,
	items: readonly MenuItem[],
): void {
	const buttons = items.map(({ label, run }) => {
		const button = element(
			"button",
			{ type: "button", role: "menuitem", tabindex: "-1" },
			label,
		);
		button.addEventListener("click", () => {
			close();
			run();
		});
		return button;
	});
	const list = element("div", { class: "items", role: "none" }, ...buttons);
	list.addEventListener("keydown", (event) => {
		const at = buttons.findIndex((each) => each.matches(":focus"));
		const to = targetOf(event.key, at, buttons.length);
		if (to !== undefined) {
			event.preventDefault();
			event.stopPropagation();
			buttons[to]?.focus();
		}
	});
	const close = openPopover(anchor, label, [list], "menu");
}

function targetOf(key: string, at: number, count: number): number | undefined {
	switch (key) {
		case "ArrowDown":
			return (at + 1) % count;
		case "ArrowUp":
			return (at - 1 + count) % count;
		case "Home":
			return 0;
		case "End":
			return count - 1;
		default:
			return undefined;
	}
}
