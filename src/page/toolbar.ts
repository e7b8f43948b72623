import type { PageActions } from "./actions.ts";
import { iconButton, press, toggleButton } from "./controls/button.ts";
import { openMenu } from "./controls/menu.ts";
import { element } from "./dom.ts";

/** What can be done with the transcript, as icons. */
export class Toolbar {
	readonly element: HTMLElement;
	readonly #media: HTMLButtonElement;
	readonly #original: HTMLButtonElement;

	constructor(actions: PageActions) {
		this.#media = toggleButton("media", "Show Recording", (isShown) =>
			actions.setPreferences({ showMedia: isShown }),
		);
		this.#original = withMenu(
			iconButton("history", "Original", (button) =>
				openMenu(button, "Original", [
					{
						label: "Compare with Original",
						run: () => actions.compareWithOriginal(),
					},
					{
						label: "Restore Original",
						run: () => actions.restoreOriginal(),
					},
				]),
			),
		);
		this.element = element(
			"div",
			{ class: "toolbar", role: "group", "aria-label": "Transcript" },
			iconButton("search", "Find (Ctrl+F)", () => actions.find(false)),
			iconButton("eye", "Doubtful Words", (button) =>
				actions.showDoubtful(button),
			),
			this.#media,
			withMenu(
				iconButton("copy", "Copy", (button) =>
					openMenu(button, "Copy", [
						{ label: "Copy Text", run: () => actions.copy(false) },
						{
							label: "Copy Text with Times",
							run: () => actions.copy(true),
						},
						{
							label: "Copy Link to This Moment",
							run: () => actions.copyLink(),
						},
					]),
				),
			),
			iconButton("exportAs", "Export As…", () => actions.exportAs()),
			iconButton("graph", "Statistics", (button) =>
				actions.showStatistics(button),
			),
			this.#original,
			iconButton("question", "Keys", (button) => actions.showHelp(button)),
		);
	}

	/** Whether the recording is shown. */
	setShowMedia(isShown: boolean): void {
		press(this.#media, isShown);
	}

	/** Whether there is an original to go back to. */
	setHasOriginal(hasOriginal: boolean): void {
		this.#original.hidden = !hasOriginal;
	}
}

function withMenu(button: HTMLButtonElement): HTMLButtonElement {
	button.setAttribute("aria-haspopup", "menu");
	return button;
}
