import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type Option, withToggled } from "../../options/chosen.ts";
import type { SettingValues } from "../../options/params.ts";
import { shown } from "../redactedVscode.ts";
import { optionItems, type Step, type StepItem } from "./items.ts";
import type { Pages } from "./pages.ts";

/** What the screen is about. */
export interface Subject {
	/** `Transcribe talk.mp3 with Options`. */
	readonly title: string;
	/** What Enter does, and with which icon. */
	readonly go: { readonly label: string; readonly description: string };
	/** Says so. */
	readonly hint: string;
	/** Where the choices come from that stand there at first. */
	readonly startIs?: string;
	readonly options: readonly Option[];
	readonly settings: SettingValues;
}

/** What is to be done next, and what is chosen by then. */
interface Left {
	readonly next: Exclude<Step, { do: "toggle" }> | { readonly do: "settings" };
	readonly chosen: SettingValues;
}

const SETTINGS_BUTTON: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("gear"),
	tooltip: l10n.t("Open Settings"),
};

/**
 * Lists all options as they stand. What is on or off changes on the spot.
 *
 * @param isStart - whether nothing was changed yet.
 * @throws GivenUp where it is closed.
 */
export async function showScreen(
	subject: Subject,
	chosen: SettingValues,
	isStart: boolean,
	pages: Pages,
): Promise<Left> {
	let now = chosen;
	const pick = vscode.window.createQuickPick<StepItem>();
	pick.title = shown(subject.title);
	pick.placeholder =
		`${isStart ? (subject.startIs ?? "") : ""} ${subject.hint}`.trimStart();
	pick.matchOnDescription = true;
	pick.keepScrollPosition = true;
	pick.buttons = [SETTINGS_BUTTON];
	pick.items = itemsOf(subject, now);
	return pages.show<Left>(pick, (resolve) => [
		pick.onDidTriggerButton((button) => {
			if (button === SETTINGS_BUTTON) {
				resolve({ next: { do: "settings" }, chosen: now });
			}
		}),
		pick.onDidAccept(() => {
			const step = pick.selectedItems[0]?.step;
			if (step?.do === "toggle") {
				now = withToggled(now, step.option, subject.settings);
				pick.items = itemsOf(subject, now);
				pick.activeItems = pick.items.filter((item) => item.step === step);
			} else if (step !== undefined) {
				resolve({ next: step, chosen: now });
			}
		}),
	]);
}

function itemsOf(
	{ go, options, settings }: Subject,
	chosen: SettingValues,
): StepItem[] {
	return [
		{ ...go, step: { do: "go" } },
		...optionItems(options, settings, chosen),
	];
}
