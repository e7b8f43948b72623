import { FORMATS } from "../transcript/formats.ts";
import { FIELDS, settingOf } from "./fields.ts";
import { isLanguageCode, type SettingValues } from "./params.ts";
import { camelCase, type Kind, plainObject, type Readers } from "./readers.ts";

/** A setting whose value is none that could be used. */
export interface SettingProblem {
	/** Under `sidescribe`, with what it is in: `transcription.speakerOptions.minSpeakersExpected`. */
	readonly name: string;
	readonly value: unknown;
	/** What it has to be. */
	readonly kind:
		| Kind
		| { readonly is: "language" }
		| { readonly is: "formats" }
		| { readonly is: "noAddress" };
}

/**
 * The settings that ask for nothing, as what they say is nothing that the
 * service takes, or that ask for less than they say.
 *
 * @param transcription - the settings under `sidescribe.transcription`.
 * @param formats - the setting `sidescribe.output.formats`.
 */
export function problemsOf(
	transcription: SettingValues,
	formats: unknown,
): SettingProblem[] {
	const { language, parameters } = transcription;
	return [
		...(isEmpty(language) || language === "auto" || isLanguageCode(language)
			? []
			: [problem("transcription.language", language, { is: "language" })]),
		...problemsIn(FIELDS, transcription, settingOf, "transcription"),
		...problemsOfParameters(parameters),
		...(isEmpty(formats) || areFormats(formats)
			? []
			: [problem("output.formats", formats, { is: "formats" })]),
	];
}

function problemsIn(
	readers: Readers,
	values: SettingValues,
	nameOf: (field: string) => string,
	path: string,
): SettingProblem[] {
	return Object.entries(readers).flatMap(([field, reader]) => {
		const value = values[nameOf(field)];
		const name = `${path}.${nameOf(field)}`;
		if (reader === undefined || isEmpty(value)) {
			return [];
		}
		if (!reader.takes(value)) {
			return [problem(name, value, reader.kind)];
		}
		const members = plainObject(value);
		return reader.members && members
			? problemsIn(reader.members, members, camelCase, name)
			: [];
	});
}

function problemsOfParameters(parameters: unknown): SettingProblem[] {
	if (isEmpty(parameters)) {
		return [];
	}
	const given = plainObject(parameters);
	const name = "transcription.parameters";
	if (given === undefined) {
		return [problem(name, parameters, { is: "object" })];
	}
	return "audio_url" in given
		? [problem(`${name}.audio_url`, given.audio_url, { is: "noAddress" })]
		: [];
}

function areFormats(value: unknown): boolean {
	const known: readonly unknown[] = FORMATS;
	return Array.isArray(value) && value.every((each) => known.includes(each));
}

/** Whether a setting says nothing at all. */
function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === "";
}

function problem(
	name: string,
	value: unknown,
	kind: SettingProblem["kind"],
): SettingProblem {
	return { name, value, kind };
}
