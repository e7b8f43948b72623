import { FIELDS, type Field, type Params, settingOf } from "./fields.ts";
import { USUAL_POLICIES } from "./piiPolicies.ts";
import { plainObject, readAll } from "./readers.ts";

/** Settings under `sidescribe.transcription`, by name, as a settings file has them: of any shape. */
export type SettingValues = Readonly<Record<string, unknown>>;

/** Fields that mean nothing without another one. */
const DEPENDS_ON: Readonly<Partial<Record<Field, Field>>> = {
	content_safety_confidence: "content_safety",
	keyterms_prompt_options: "keyterms_prompt",
	redact_pii_policies: "redact_pii",
	redact_pii_sub: "redact_pii",
	redact_pii_return_unredacted: "redact_pii",
	redact_pii_audio: "redact_pii",
	redact_pii_audio_quality: "redact_pii_audio",
	speakers_expected: "speaker_labels",
	speaker_options: "speaker_labels",
};

/** Fields that another one stands in place of: the service takes one of them. */
const INSTEAD_OF: Readonly<Record<string, readonly string[]>> = {
	language_code: [
		"language_codes",
		"language_detection",
		"language_detection_options",
		"language_confidence_threshold",
	],
	language_codes: ["language_code", "language_detection"],
	language_detection: ["language_code", "language_codes"],
	speakers_expected: ["speaker_options"],
	speaker_options: ["speakers_expected"],
	speech_model: ["speech_models"],
};

/** Whoever asks for a transcript says which recording it is of. */
const NOT_PASSED_ON = new Set(["audio_url"]);

/**
 * What the service is asked for. Settings of a wrong shape ask for nothing.
 * The object `parameters` wins over the other settings; what a person chose
 * for this command wins over both.
 *
 * @param chosen - in place of settings of the same names.
 */
export function paramsOf(
	settings: SettingValues,
	chosen: SettingValues = {},
): Params {
	const values = { ...settings, ...chosen };
	const read = readAll(FIELDS, values, settingOf);
	const asked = consistent({ ...read, ...languageParams(values.language) });
	const given = without(
		furtherParams(settings),
		Object.keys(chosen).flatMap(fieldsOf),
	);
	const displaced = Object.keys(given).flatMap(
		(field) => INSTEAD_OF[field] ?? [],
	);
	return { ...without(asked, displaced), ...given };
}

/** What the object `parameters` asks for. */
export function furtherParams({ parameters }: SettingValues): SettingValues {
	return without(plainObject(parameters) ?? {}, NOT_PASSED_ON);
}

/** The fields that a setting decides about. */
export function fieldsOf(setting: string): readonly string[] {
	return setting === "language"
		? ["language_code", "language_codes", "language_detection"]
		: Object.keys(FIELDS).filter((field) => settingOf(field) === setting);
}

function languageParams(language: unknown): Params {
	return isLanguageCode(language)
		? { language_code: language }
		: { language_detection: true };
}

/** Whether a setting may be a language's code; the service may know more of them than we do. */
export function isLanguageCode(language: unknown): language is string {
	return (
		typeof language === "string" && /^[a-z]{2,3}(_[a-z]{2,4})?$/.test(language)
	);
}

/** Leaves out what contradicts the rest or means nothing beside it. */
function consistent(params: Params): Params {
	let rest = params;
	for (const [field, other] of Object.entries(DEPENDS_ON)) {
		if (rest[other] === undefined) {
			rest = without(rest, [field]);
		}
	}
	for (const field of ["language_code", "speakers_expected"]) {
		if (field in rest) {
			rest = without(rest, INSTEAD_OF[field] ?? []);
		}
	}
	// Without a policy nothing would be redacted.
	return rest.redact_pii && !rest.redact_pii_policies
		? { ...rest, redact_pii_policies: [...USUAL_POLICIES] }
		: rest;
}

function without<T extends object>(values: T, names: Iterable<string>): T {
	const left = new Set(names);
	return Object.fromEntries(
		Object.entries(values).filter(([name]) => !left.has(name)),
	) as T;
}
