import * as l10n from "@vscode/l10n";
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
		this.#media = toggleButton("media", l10n.t("Show Recording"), (isShown) =>
			actions.setPreferences({ showMedia: isShown }),
		);
		this.#original = withMenu(
			iconButton("history", l10n.t("Original"), (button) =>
				openMenu(button, l10n.t("Original"), [
					{
						label: l10n.t("Compare with Original"),
						run: () => actions.compareWithOriginal(),
					},
					{
						label: l10n.t("Restore Original"),
						run: () => actions.restoreOriginal(),
					},
				]),
			),
		);
		this.element = element(
			"div",
			{
				class: "toolbar",
				role: "group",
				"aria-label": l10n.t("Transcript"),
			},
			iconButton("search", l10n.t("Find (Ctrl+F)"), () => actions.find(false)),
			iconButton("eye", l10n.t("Doubtful Words"), (button) =>
				actions.showDoubtful(button),
			),
			this.#media,
			withMenu(
				iconButton("copy", l10n.t("Copy"), (button) =>
					openMenu(button, l10n.t("Copy"), [
						{ label: l10n.t("Copy Text"), run: () => actions.copy(false) },
						{
							label: l10n.t("Copy Text with Times"),
							run: () => actions.copy(true),
						},
						{
							label: l10n.t("Copy Link to This Moment"),
							run: () => actions.copyLink(),
						},
					]),
				),
			),
			iconButton("exportAs", l10n.t("Export As…"), () => actions.exportAs()),
			iconButton("graph", l10n.t("Statistics"), (button) =>
				actions.showStatistics(button),
			),
			this.#original,
			iconButton("question", l10n.t("Keys"), (button) =>
				actions.showHelp(button),
			),
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
