import * as vscode from "vscode";
import {
	isChosen,
	isInParameters,
	type Option,
	type Toggle,
} from "../../options/chosen.ts";
import type { SettingValues } from "../../options/params.ts";
import { IN_WORDS } from "../../options/words.ts";

/** What a person does on the screen. */
export type Step =
	| { readonly do: "go" }
	| { readonly do: "ask"; readonly option: Exclude<Option, Toggle> }
	| { readonly do: "toggle"; readonly option: Toggle }
	| { readonly do: "reset" };

/** A row of the screen; without a step it divides. */
export interface StepItem extends vscode.QuickPickItem {
	readonly step?: Step;
}

interface OptionItem extends vscode.QuickPickItem {
	readonly step: Extract<Step, { readonly option: Option }>;
}

const DIVIDER = vscode.QuickPickItemKind.Separator;

const GROUPS: readonly {
	readonly title: string;
	readonly options: readonly OptionItem[];
}[] = [
	{
		title: "Recording",
		options: [
			{ label: "$(globe) Language", step: { do: "ask", option: "language" } },
			{
				label: "$(organization) Speakers",
				step: { do: "ask", option: "speakers" },
			},
			{
				label: "$(split-horizontal) Channels",
				step: { do: "toggle", option: "channels" },
			},
			{ label: "$(book) Key Terms", step: { do: "ask", option: "keyterms" } },
			{ label: "$(chip) Models", step: { do: "ask", option: "models" } },
			{
				label: "$(arrow-both) Part of the Recording",
				step: { do: "ask", option: "part" },
			},
		],
	},
	{
		title: "Transcript",
		options: [
			{
				label: "$(mute) Profanity",
				step: { do: "toggle", option: "profanity" },
			},
			{
				label: "$(shield) Personal Data",
				step: { do: "ask", option: "personalData" },
			},
			{ label: "$(files) Formats", step: { do: "ask", option: "formats" } },
		],
	},
];

const RESET: readonly StepItem[] = [
	{ label: "", kind: DIVIDER },
	{
		label: "$(discard) Reset to the Settings",
		description: "Forgets what was chosen",
		step: { do: "reset" },
	},
];

/** Rows for options as they stand, and for a way back to the settings where anything is chosen. */
export function optionItems(
	options: readonly Option[],
	settings: SettingValues,
	chosen: SettingValues,
): StepItem[] {
	const rows = GROUPS.flatMap(({ title, options: members }) => [
		{ label: title, kind: DIVIDER },
		...members
			.filter(({ step }) => options.includes(step.option))
			.map((item) => ({
				...item,
				description: standing(item.step.option, settings, chosen),
			})),
	]);
	const anyChosen = options.some((option) => isChosen(option, chosen));
	return [...rows, ...(anyChosen ? RESET : [])];
}

/** What an option is at; where it was chosen, also what the settings have. */
function standing(
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
