import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type Option, type Toggle, withChoice } from "../../options/chosen.ts";
import type { SettingValues } from "../../options/params.ts";
import { partOf, problemOfPart } from "../../options/part.ts";
import { pickFormats } from "./formats.ts";
import { askKeyterms } from "./keyterms.ts";
import { pickLanguage } from "./language.ts";
import type { Lengths } from "./lengths.ts";
import { pickModels } from "./models.ts";
import { BACK, GivenUp, Pages } from "./pages.ts";
import { askPart } from "./part.ts";
import { pickPersonalData } from "./personalData.ts";
import type { Picker, PickerParts } from "./picker.ts";
import { type Subject, showScreen } from "./screen.ts";
import { pickSpeakers } from "./speakers.ts";

/** What is asked on a page of its own. */
const PICKERS: Readonly<
	Record<
		Exclude<Option, Toggle>,
		{ readonly title: string; readonly ask: Picker }
	>
> = {
	language: { title: l10n.t("Language"), ask: pickLanguage },
	speakers: { title: l10n.t("Speakers"), ask: pickSpeakers },
	keyterms: { title: l10n.t("Key Terms"), ask: askKeyterms },
	models: { title: l10n.t("Models"), ask: pickModels },
	part: { title: l10n.t("Part of the Recording"), ask: askPart },
	personalData: { title: l10n.t("Personal Data"), ask: pickPersonalData },
	formats: { title: l10n.t("Formats"), ask: pickFormats },
};

/** What the flow starts from. */
export interface FlowParts {
	readonly lengths: Lengths;
	/** Forgets what was chosen before. */
	readonly reset: () => Promise<void>;
}

/**
 * Lets a person choose options, as long as they like.
 *
 * @param chosen - what stands there at first.
 * @returns what was chosen in place of the settings; absent where the person
 * gives up.
 */
export async function chooseOptions(
	subject: Subject,
	chosen: SettingValues,
	{ lengths, reset }: FlowParts,
): Promise<SettingValues | undefined> {
	let now = chosen;
	using pages = new Pages();
	try {
		for (;;) {
			const left = await showScreen(subject, now, now === chosen, pages);
			now = left.chosen;
			switch (left.next.do) {
				case "go":
					if (await fits(subject, now, lengths)) {
						pages.throwIfClosed();
						return now;
					}
					now = await ask("part", subject, now, { pages, lengths });
					break;
				case "ask":
					now = await ask(left.next.option, subject, now, { pages, lengths });
					break;
				case "reset":
					now = {};
					await reset();
					break;
				case "settings":
					await vscode.commands.executeCommand(
						"workbench.action.openSettings",
						"sidescribe.transcription",
					);
					return undefined;
				default:
					return left.next satisfies never;
			}
		}
	} catch (error) {
		if (error instanceof GivenUp) {
			return undefined;
		}
		throw error;
	}
}

/** Asks for one option. @returns all choices after it. */
async function ask(
	option: keyof typeof PICKERS,
	{ settings }: Subject,
	chosen: SettingValues,
	parts: Omit<PickerParts, "title">,
): Promise<SettingValues> {
	const picker = PICKERS[option];
	const values = await picker.ask(
		{ ...settings, ...chosen },
		{ ...parts, title: l10n.t("Transcribe with Options: {0}", picker.title) },
	);
	return values === BACK
		? chosen
		: withChoice(chosen, option, values, settings);
}

/** Whether the part that is to be transcribed is in the recordings, as far as that is known. */
async function fits(
	{ settings }: Subject,
	chosen: SettingValues,
	lengths: Lengths,
): Promise<boolean> {
	const part = partOf({ ...settings, ...chosen });
	const isAll = part.from === 0 && part.to === undefined;
	return isAll || problemOfPart(part, await lengths.load()) === undefined;
}
