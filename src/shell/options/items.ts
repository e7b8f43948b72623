import * as l10n from "@vscode/l10n";
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
		title: l10n.t("Recording"),
		options: [
			{
				label: `$(globe) ${l10n.t("Language")}`,
				step: { do: "ask", option: "language" },
			},
			{
				label: `$(organization) ${l10n.t("Speakers")}`,
				step: { do: "ask", option: "speakers" },
			},
			{
				label: `$(split-horizontal) ${l10n.t("Channels")}`,
				step: { do: "toggle", option: "channels" },
			},
			{
				label: `$(book) ${l10n.t("Key Terms")}`,
				step: { do: "ask", option: "keyterms" },
			},
			{
				label: `$(chip) ${l10n.t("Models")}`,
				step: { do: "ask", option: "models" },
			},
			{
				label: `$(arrow-both) ${l10n.t("Part of the Recording")}`,
				step: { do: "ask", option: "part" },
			},
		],
	},
	{
		title: l10n.t("Transcript"),
		options: [
			{
				label: `$(mute) ${l10n.t("Profanity")}`,
				step: { do: "toggle", option: "profanity" },
			},
			{
				label: `$(shield) ${l10n.t("Personal Data")}`,
				step: { do: "ask", option: "personalData" },
			},
			{
				label: `$(files) ${l10n.t("Formats")}`,
				step: { do: "ask", option: "formats" },
			},
		],
	},
];

const RESET: readonly StepItem[] = [
	{ label: "", kind: DIVIDER },
	{
		label: `$(discard) ${l10n.t("Reset to the Settings")}`,
		description: l10n.t("Forgets what was chosen"),
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
		? l10n.t("as in sidescribe.transcription.parameters")
		: IN_WORDS[option](settings);
	return isChosen(option, chosen)
		? l10n.t(
				"{0} (settings: {1})",
				IN_WORDS[option]({ ...settings, ...chosen }),
				asSet,
			)
		: asSet;
}
