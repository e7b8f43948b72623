import { element } from "../dom.ts";
import { type IconName, icon } from "../icon.ts";

/** A button that is an icon, as in VS Code's own toolbars. */
export function iconButton(
	name: IconName,
	label: string,
	run: (button: HTMLButtonElement) => void,
): HTMLButtonElement {
	const button = element(
		"button",
		{ type: "button", class: "icon-button" },
		icon(name),
	);
	relabel(button, label);
	button.addEventListener("click", () => run(button));
	return button;
}

/** What a button is called, for eyes and for screen readers. */
export function relabel(button: HTMLElement, label: string): void {
	button.title = label;
	button.setAttribute("aria-label", label);
}

/** An icon that is on or off. */
export function toggleButton(
	name: IconName,
	label: string,
	changed: (isOn: boolean) => void,
): HTMLButtonElement {
	const button = iconButton(name, label, () => {
		const isOn = !isPressed(button);
		press(button, isOn);
		changed(isOn);
	});
	button.classList.add("toggle");
	press(button, false);
	return button;
}

export function isPressed(button: HTMLElement): boolean {
	return button.getAttribute("aria-pressed") === "true";
}

export function press(button: HTMLElement, isOn: boolean): void {
	button.setAttribute("aria-pressed", String(isOn));
}

/** A button with words, as in VS Code's dialogs. */
export function textButton(
	text: string,
	kind: "primary" | "secondary",
	run: () => void,
): HTMLButtonElement {
	const button = element("button", { type: "button", class: kind }, text);
	button.addEventListener("click", run);
	return button;
}
