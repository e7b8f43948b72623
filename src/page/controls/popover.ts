import { element } from "../dom.ts";

/** In pixels, between a popover and what it belongs to, and the window's edge. */
const GAP = 4;

/**
 * Shows a panel beside what it belongs to. A click elsewhere or Escape closes
 * it, and the focus goes back to where it was.
 *
 * @returns what closes it.
 */
export function openPopover(
	anchor: Element,
	label: string,
	content: readonly (Node | string)[],
	role: "dialog" | "menu" = "dialog",
): () => void {
	const before = document.activeElement;
	const panel = element(
		"div",
		{ popover: "auto", class: `panel ${role}`, role, "aria-label": label },
		...content,
	);
	const close = () => {
		if (panel.matches(":popover-open")) {
			panel.hidePopover();
		}
	};
	panel.addEventListener("toggle", (event) => {
		if (event.newState === "closed") {
			const hadFocus =
				panel.contains(document.activeElement) ||
				document.activeElement === document.body;
			panel.remove();
			if (hadFocus && before instanceof HTMLElement) {
				before.focus();
			}
		}
	});
	panel.addEventListener("keydown", (event) => {
		// The keys that move the reader's view are not VS Code's while it is open.
		if (event.key === "Escape") {
			event.preventDefault();
			event.stopPropagation();
			close();
		}
	});
	(anchor.closest("header, main") ?? document.body).append(panel);
	panel.showPopover();
	place(panel, anchor);
	const first = panel.querySelector<HTMLElement>(
		"[autofocus], input, select, button, [tabindex]",
	);
	first?.focus();
	return close;
}

/** Under the anchor, its right edge where the anchor's is, and always within the window. */
function place(panel: HTMLElement, anchor: Element): void {
	const from = anchor.getBoundingClientRect();
	const { width, height } = panel.getBoundingClientRect();
	const left =
		from.left + width + GAP > innerWidth ? from.right - width : from.left;
	const below = from.bottom + GAP;
	const top = below + height > innerHeight ? from.top - GAP - height : below;
	panel.style.left = `${clamp(left, GAP, innerWidth - width - GAP)}px`;
	panel.style.top = `${clamp(top, GAP, innerHeight - height - GAP)}px`;
}

function clamp(value: number, low: number, high: number): number {
	return Math.max(low, Math.min(value, high));
}
