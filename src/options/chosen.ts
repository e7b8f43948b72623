import { isDeepStrictEqual } from "node:util";
import { fieldsOf, furtherParams, type SettingValues } from "./params.ts";
import { plainObject } from "./readers.ts";

/**
 * What a person can choose for one command, each with the settings that it
 * stands in place of. `formats` is the setting of the files that are written;
 * the others are under `sidescribe.transcription`.
 */
export const OPTIONS = {
	language: ["language"],
	speakers: ["speakerLabels", "speakersExpected", "speakerOptions"],
	channels: ["multichannel"],
	keyterms: ["keyterms"],
	models: ["speechModels"],
	part: ["audioStartFrom", "audioEndAt"],
	profanity: ["filterProfanity"],
	personalData: ["redactPii", "redactPiiPolicies", "redactPiiSub"],
	formats: ["formats"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A thing to choose. */
export type Option = keyof typeof OPTIONS;

/** An option that is on or off. */
export type Toggle = "channels" | "profanity";

/** Whether an option was chosen in place of its settings. */
export function isChosen(option: Option, chosen: SettingValues): boolean {
	return OPTIONS[option].some((name) => name in chosen);
}

/** Whether `parameters` among the settings says what is asked for. */
export function isInParameters(
	option: Option,
	settings: SettingValues,
): boolean {
	const given = furtherParams(settings);
	return OPTIONS[option].flatMap(fieldsOf).some((field) => field in given);
}

/**
 * The choices with one more. What is as the settings have it is no choice: it
 * follows them when they change.
 */
export function withChoice(
	chosen: SettingValues,
	option: Option,
	values: SettingValues,
	settings: SettingValues,
): SettingValues {
	const names: readonly string[] = OPTIONS[option];
	const others = Object.entries(chosen).filter(
		([name]) => !names.includes(name),
	);
	const mine = names.map((name) => [name, values[name] ?? null]);
	const isAsSet =
		!isInParameters(option, settings) &&
		names.every((name) =>
			isDeepStrictEqual(plainData(values[name]), plainData(settings[name])),
		);
	return Object.fromEntries(isAsSet ? others : [...others, ...mine]);
}

/** The choices with an option that is on turned off, or the other way round. */
export function withToggled(
	chosen: SettingValues,
	option: Toggle,
	settings: SettingValues,
): SettingValues {
	const [name] = OPTIONS[option];
	const isOn = { ...settings, ...chosen }[name] === true;
	return withChoice(chosen, option, { [name]: !isOn }, settings);
}

/** Choices as they were kept somewhere, without anything else. */
export function readChosen(value: unknown): SettingValues {
	const names = new Set<string>(Object.values(OPTIONS).flat());
	return Object.fromEntries(
		Object.entries(plainObject(value) ?? {}).filter(([name]) =>
			names.has(name),
		),
	);
}

/** Settings come as proxies, which equal nothing but themselves. */
function plainData(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value ?? null));
}
