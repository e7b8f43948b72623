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
			label: "Play or pause",
			run: always(() => actions.playOrPause()),
		},
		{
			keys: keys("Escape"),
			label: "Play or pause, in the text; close the search",
			isFields: true,
			run: always(() => actions.escape()),
		},
		{
			keys: altKeys("J"),
			label: "Back 5 s",
			run: always(() => actions.skip(-SKIP_MS)),
		},
		{
			keys: altKeys("L"),
			label: "Forward 5 s",
			run: always(() => actions.skip(SKIP_MS)),
		},
		{
			keys: altKeys(","),
			label: "Slower",
			run: always(() => actions.changeRate(-1)),
		},
		{
			keys: altKeys("."),
			label: "Faster",
			run: always(() => actions.changeRate(1)),
		},
		{
			keys: keys("Ctrl+Enter"),
			isFields: true,
			label: "Play from the caret",
			isOurs: true,
			run: always(() => actions.playFromCaret()),
		},
		{
			keys: altKeys("Up"),
			isFields: true,
			label: "Previous speaker turn",
			run: always(() => actions.goToTurn(-1)),
		},
		{
			keys: altKeys("Down"),
			isFields: true,
			label: "Next speaker turn",
			run: always(() => actions.goToTurn(1)),
		},
		{
			keys: keys("F8"),
			label: "Next doubtful word",
			isOurs: true,
			run: always(() => actions.goToDoubtful(1)),
		},
		{
			keys: keys("Shift+F8"),
			label: "Previous doubtful word",
			isOurs: true,
			run: always(() => actions.goToDoubtful(-1)),
		},
		{
			keys: keys("F2"),
			label: "Rename or choose the speaker",
			isOurs: true,
			run: always(() => actions.chooseSpeaker()),
		},
		{
			keys: keys("Ctrl+F"),
			label: "Find",
			isOurs: true,
			run: always(() => actions.find(false)),
		},
		{
			keys: { other: ["Ctrl+H"], mac: ["Cmd+Alt+F"] },
			label: "Replace",
			isOurs: true,
			run: always(() => actions.find(true)),
		},
		{
			keys: { other: ["F3"], mac: ["F3", "Cmd+G"] },
			label: "Next match",
			isOurs: true,
			run: always(() => actions.findNext(1)),
		},
		{
			keys: { other: ["Shift+F3"], mac: ["Shift+F3", "Cmd+Shift+G"] },
			label: "Previous match",
			isOurs: true,
			run: always(() => actions.findNext(-1)),
		},
	];
}

/** What the text itself does with keys, for the help. */
export const TEXT_KEYS: readonly Pick<Shortcut, "keys" | "label">[] = [
	{ keys: keys("Enter"), label: "Part a paragraph" },
	{
		keys: keys("Backspace"),
		label: "Join with the paragraph before, at its start",
	},
];
