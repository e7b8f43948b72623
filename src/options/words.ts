import * as l10n from "@vscode/l10n";
import { firstOf } from "../language/numbers.ts";
import type { Option } from "./chosen.ts";
import { languageName } from "./languages.ts";
import type { SettingValues } from "./params.ts";
import { partOf } from "./part.ts";
import { USUAL_POLICIES } from "./piiPolicies.ts";
import { texts } from "./readers.ts";
import { speakersOf } from "./speakers.ts";
import { timeText } from "./time.ts";

/** So many names are listed before the rest is counted. */
const NAMED = 3;

/** What each option is at, in a few words. */
export const IN_WORDS: Readonly<
	Record<Option, (values: SettingValues) => string>
> = {
	language: ({ language }) =>
		typeof language !== "string" || language === "auto"
			? l10n.t("Automatic")
			: languageName(language),
	speakers: speakersInWords,
	channels: ({ multichannel }) =>
		multichannel === true ? l10n.t("Each on its own") : l10n.t("Together"),
	keyterms: ({ keyterms }) =>
		firstOf(texts(keyterms) ?? [], NAMED) || l10n.t("None"),
	models: ({ speechModels }) =>
		texts(speechModels)?.reduce((before, model) =>
			l10n.t("{0}, then {1}", before, model),
		) ?? l10n.t("AssemblyAI's choice"),
	part: partInWords,
	profanity: ({ filterProfanity }) =>
		filterProfanity === true ? l10n.t("As asterisks") : l10n.t("Kept"),
	personalData: personalDataInWords,
	formats: ({ formats }) => texts(formats)?.join(", ") ?? "txt",
};

function speakersInWords(values: SettingValues): string {
	const speakers = speakersOf(values);
	switch (speakers.tell) {
		case "no":
			return l10n.t("Not told apart");
		case "any":
			return l10n.t("Told apart");
		case "exactly":
			return speakers.count === 1
				? l10n.t("Told apart, 1 speaker")
				: l10n.t("Told apart, {0} speakers", speakers.count);
		case "between":
			return speakers.max === undefined
				? l10n.t("Told apart, {0} or more", speakers.min ?? 1)
				: l10n.t("Told apart, {0} to {1}", speakers.min ?? 1, speakers.max);
		default:
			return speakers satisfies never;
	}
}

function partInWords(values: SettingValues): string {
	const { from, to } = partOf(values);
	if (to === undefined) {
		return from === 0 ? l10n.t("All") : l10n.t("From {0}", timeText(from));
	}
	return from === 0
		? l10n.t("Up to {0}", timeText(to))
		: l10n.t("From {0} to {1}", timeText(from), timeText(to));
}

function personalDataInWords({
	redactPii,
	redactPiiPolicies,
	redactPiiSub,
}: SettingValues): string {
	if (redactPii !== true) {
		return l10n.t("Kept");
	}
	const kinds = (texts(redactPiiPolicies) ?? USUAL_POLICIES).length;
	const mark = redactPiiSub === "entity_name" ? l10n.t("[NAMES]") : "####";
	return kinds === 1
		? l10n.t("1 kind as {0}", mark)
		: l10n.t("{0} kinds as {1}", kinds, mark);
}
