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
			? "Automatic"
			: languageName(language),
	speakers: speakersInWords,
	channels: ({ multichannel }) =>
		multichannel === true ? "Each on its own" : "Together",
	keyterms: ({ keyterms }) => named(texts(keyterms) ?? []) || "None",
	models: ({ speechModels }) =>
		texts(speechModels)?.join(", then ") ?? "AssemblyAI's choice",
	part: partInWords,
	profanity: ({ filterProfanity }) =>
		filterProfanity === true ? "As asterisks" : "Kept",
	personalData: personalDataInWords,
	formats: ({ formats }) => texts(formats)?.join(", ") ?? "txt",
};

function speakersInWords(values: SettingValues): string {
	const speakers = speakersOf(values);
	switch (speakers.tell) {
		case "no":
			return "Not told apart";
		case "any":
			return "Told apart";
		case "exactly":
			return `Told apart, ${speakers.count === 1 ? "1 speaker" : `${speakers.count} speakers`}`;
		case "between":
			return speakers.max === undefined
				? `Told apart, ${speakers.min} or more`
				: `Told apart, ${speakers.min ?? 1} to ${speakers.max}`;
		default:
			return speakers satisfies never;
	}
}

function partInWords(values: SettingValues): string {
	const { from, to } = partOf(values);
	if (to === undefined) {
		return from === 0 ? "All" : `From ${timeText(from)}`;
	}
	return from === 0
		? `Up to ${timeText(to)}`
		: `From ${timeText(from)} to ${timeText(to)}`;
}

function personalDataInWords({
	redactPii,
	redactPiiPolicies,
	redactPiiSub,
}: SettingValues): string {
	if (redactPii !== true) {
		return "Kept";
	}
	const kinds = (texts(redactPiiPolicies) ?? USUAL_POLICIES).length;
	const mark = redactPiiSub === "entity_name" ? "[NAMES]" : "####";
	return `${kinds === 1 ? "1 kind" : `${kinds} kinds`} as ${mark}`;
}

function named(names: readonly string[]): string {
	const rest = names.length - NAMED;
	return rest > 0
		? `${names.slice(0, NAMED).join(", ")} and ${rest} more`
		: names.join(", ");
}
