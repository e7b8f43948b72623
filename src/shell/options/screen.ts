import * as vscode from "vscode";
import {
	isChosen,
	isInParameters,
	type Option,
	withChoice,
} from "../../options/chosen.ts";
import type { SettingValues } from "../../options/params.ts";
import { IN_WORDS } from "../../options/words.ts";
import { answer } from "./quickInput.ts";

/** What the screen is about. */
export interface Subject {
	/** `Transcribe talk.mp3 with Options`. */
	readonly title: string;
	/** What Enter does, and with which icon. */
	readonly go: { readonly label: string; readonly description: string };
	readonly options: readonly Option[];
	readonly settings: SettingValues;
	/** Where the choices come from that stand there at first. */
	readonly startIs?: string;
}

/** What a person does on the screen. */
export type Step =
	| { readonly do: "go" }
	| { readonly do: "ask"; readonly option: Option }
	| { readonly do: "reset" }
	| { readonly do: "openSettings" };

interface StepItem extends vscode.QuickPickItem {
	readonly step?: Step;
	/** Changes it on the spot. */
	readonly toggles?: Toggle;
}

/** An option that is on or off. */
type Toggle = "channels" | "profanity";

const TOGGLES: Readonly<Record<Toggle, string>> = {
	channels: "multichannel",
	profanity: "filterProfanity",
};

const LABELS: Readonly<Record<Option, string>> = {
	language: "$(globe) Language",
	speakers: "$(organization) Speakers",
	channels: "$(split-horizontal) Channels",
	keyterms: "$(book) Key Terms",
	models: "$(chip) Models",
	part: "$(watch) Part of the Recording",
	profanity: "$(mute) Profanity",
	personalData: "$(shield) Personal Data",
	formats: "$(files) Formats",
};

const SETTINGS_BUTTON: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("gear"),
	tooltip: "Open Settings",
};

/**
 * Lists all options as they stand. What is on or off changes on the spot.
 *
 * @returns what is to be done next, and what is chosen by then.
 * @throws GivenUp where it is closed.
 */
export async function showScreen(
	subject: Subject,
	chosen: SettingValues,
	hint: string | undefined,
): Promise<{ readonly step: Step; readonly chosen: SettingValues }> {
	let now = chosen;
	const pick = vscode.window.createQuickPick<StepItem>();
	pick.title = subject.title;
	pick.placeholder = [
		...(hint === undefined ? [] : [hint]),
		"Enter goes on; choose an option to change it",
	].join(" ");
	pick.matchOnDescription = true;
	pick.keepScrollPosition = true;
	pick.buttons = [SETTINGS_BUTTON];
	pick.items = itemsOf(subject, now);
	const step = await answer<Step>(pick, (resolve) => [
		pick.onDidTriggerButton((button) => {
			if (button === SETTINGS_BUTTON) {
				resolve({ do: "openSettings" });
			}
		}),
		pick.onDidAccept(() => {
			const [item] = pick.selectedItems;
			if (item?.toggles !== undefined) {
				now = toggled(item.toggles, now, subject.settings);
				pick.items = itemsOf(subject, now);
				pick.activeItems = pick.items.filter(
					({ toggles }) => toggles === item.toggles,
				);
			} else if (item?.step !== undefined) {
				resolve(item.step);
			}
		}),
	]);
	return { step, chosen: now };
}

function itemsOf(
	{ go, options, settings }: Subject,
	chosen: SettingValues,
): StepItem[] {
	const anyChosen = options.some((option) => isChosen(option, chosen));
	return [
		{ ...go, step: { do: "go" } },
		separator("Options"),
		...options.map((option) => itemOf(option, settings, chosen)),
		...(anyChosen
			? [
					separator(""),
					{
						label: "$(discard) Reset to the Settings",
						description: "Forgets what was chosen",
						step: { do: "reset" } as const,
					},
				]
			: []),
	];
}

function itemOf(
	option: Option,
	settings: SettingValues,
	chosen: SettingValues,
): StepItem {
	return {
		label: LABELS[option],
		description: descriptionOf(option, settings, chosen),
		...(isToggle(option)
			? { toggles: option }
			: { step: { do: "ask", option } }),
	};
}

function descriptionOf(
	option: Option,
	settings: SettingValues,
	chosen: SettingValues,
): string {
	const asSet = isInParameters(option, settings)
		? "as in sidescribe.transcription.parameters"
		: IN_WORDS[option](settings);
	return isChosen(option, chosen)
		? `${IN_WORDS[option]({ ...settings, ...chosen })} (settings: ${asSet})`
		: asSet;
}

function isToggle(option: Option): option is Toggle {
	return Object.hasOwn(TOGGLES, option);
}

function toggled(
	option: Toggle,
	chosen: SettingValues,
	settings: SettingValues,
): SettingValues {
	const name = TOGGLES[option];
	const isOn = { ...settings, ...chosen }[name] === true;
	return withChoice(chosen, option, { [name]: !isOn }, settings);
}

function separator(label: string): StepItem {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}
