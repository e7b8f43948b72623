import * as l10n from "@vscode/l10n";
import type { PageActions } from "./actions.ts";
import { altKeys, keys, type Shortcut } from "./shortcuts.ts";

/** How far one skip goes, in milliseconds. */
const SKIP_MS = 5000;

/**
 * The keys of the view, as its help lists them. VS Code has no meaning for them
 * where no text editor of its own has the focus; the few that it has are kept
 * from it.
 */
export function pageShortcuts(actions: PageActions): Shortcut[] {
	const always = (run: () => void) => () => {
		run();
		return true;
	};
	return [
		{
			keys: altKeys("K"),
			label: l10n.t("Play or pause"),
			run: always(() => actions.playOrPause()),
		},
		{
			keys: keys("Escape"),
			label: l10n.t("Play or pause, in the text; close the search"),
			isFields: true,
			run: always(() => actions.escape()),
		},
		{
			keys: altKeys("J"),
			label: l10n.t("Back 5 s"),
			run: always(() => actions.skip(-SKIP_MS)),
		},
		{
			keys: altKeys("L"),
			label: l10n.t("Forward 5 s"),
			run: always(() => actions.skip(SKIP_MS)),
		},
		{
			keys: altKeys(","),
			label: l10n.t("Slower"),
			run: always(() => actions.changeRate(-1)),
		},
		{
			keys: altKeys("."),
			label: l10n.t("Faster"),
			run: always(() => actions.changeRate(1)),
		},
		{
			keys: keys("Ctrl+Enter"),
			isFields: true,
			label: l10n.t("Play from the caret"),
			isOurs: true,
			run: always(() => actions.playFromCaret()),
		},
		{
			keys: altKeys("Up"),
			isFields: true,
			label: l10n.t("Previous speaker turn"),
			run: always(() => actions.goToTurn(-1)),
		},
		{
			keys: altKeys("Down"),
			isFields: true,
			label: l10n.t("Next speaker turn"),
			run: always(() => actions.goToTurn(1)),
		},
		{
			keys: keys("F8"),
			label: l10n.t("Next doubtful word"),
			isOurs: true,
			run: always(() => actions.goToDoubtful(1)),
		},
		{
			keys: keys("Shift+F8"),
			label: l10n.t("Previous doubtful word"),
			isOurs: true,
			run: always(() => actions.goToDoubtful(-1)),
		},
		{
			keys: keys("F2"),
			label: l10n.t("Rename or choose the speaker"),
			isOurs: true,
			run: always(() => actions.chooseSpeaker()),
		},
		{
			keys: keys("Ctrl+F"),
			label: l10n.t("Find"),
			isOurs: true,
			run: always(() => actions.find(false)),
		},
		{
			keys: { other: ["Ctrl+H"], mac: ["Cmd+Alt+F"] },
			label: l10n.t("Replace"),
			isOurs: true,
			run: always(() => actions.find(true)),
		},
		{
			keys: { other: ["F3"], mac: ["F3", "Cmd+G"] },
			label: l10n.t("Next match"),
			isOurs: true,
			run: always(() => actions.findNext(1)),
		},
		{
			keys: { other: ["Shift+F3"], mac: ["Shift+F3", "Cmd+Shift+G"] },
			label: l10n.t("Previous match"),
			isOurs: true,
			run: always(() => actions.findNext(-1)),
		},
	];
}

/** What the text itself does with keys, for the help. */
export const TEXT_KEYS: readonly Pick<Shortcut, "keys" | "label">[] = [
	{ keys: keys("Enter"), label: l10n.t("Part a paragraph") },
	{
		keys: keys("Backspace"),
		label: l10n.t("Join with the paragraph before, at its start"),
	},
];
