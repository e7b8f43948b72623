import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	FIELDS,
	type Field,
	type Params,
	settingOf,
} from "../../../src/options/fields.ts";
import { LANGUAGES } from "../../../src/options/languages.ts";
import { MODELS } from "../../../src/options/models.ts";
import { paramsOf } from "../../../src/options/params.ts";
import {
	PII_POLICIES,
	USUAL_POLICIES,
} from "../../../src/options/piiPolicies.ts";
import { parseTime } from "../../../src/options/time.ts";

interface Schema {
	readonly type: string | readonly string[];
	readonly default: unknown;
	readonly enum?: readonly string[];
	readonly enumItemLabels?: readonly string[];
	readonly enumDescriptions?: readonly string[];
	readonly markdownEnumDescriptions?: readonly string[];
	readonly items?: Schema & { readonly examples?: readonly string[] };
	readonly pattern?: string;
	readonly patternErrorMessage?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly properties?: Readonly<Record<string, unknown>>;
	readonly markdownDescription: string;
}

const PREFIX = "sidescribe.transcription.";
const PROJECT = path.resolve(import.meta.dirname, "../../..");
const { contributes } = JSON.parse(
	await readFile(path.join(PROJECT, "package.json"), "utf8"),
) as {
	contributes: { configuration: { properties: Record<string, Schema> }[] };
};
const texts = JSON.parse(
	await readFile(path.join(PROJECT, "package.nls.json"), "utf8"),
) as Record<string, string>;
const schemas = new Map(
	contributes.configuration
		.flatMap(({ properties }) => Object.entries(properties))
		.flatMap(([id, schema]) =>
			id.startsWith(PREFIX) ? [[id.slice(PREFIX.length), schema] as const] : [],
		),
);

/**
 * Fields of the SDK that have no setting: two that `language` stands for, and
 * those that `parameters` takes.
 */
type WithoutSetting =
	| "language_code"
	| "language_detection"
	// Deprecated in the SDK, or refused by the newer models.
	| "boost_param"
	| "word_boost"
	| "dual_channel"
	| "speech_model"
	// Deprecated in the service's OpenAPI description, or without effect there.
	| "auto_chapters"
	| "summarization"
	| "summary_model"
	| "summary_type"
	| "custom_topics"
	| "topics"
	// Sidescribe asks for the state itself.
	| "webhook_url"
	| "webhook_auth_header_name"
	| "webhook_auth_header_value";

test("Each field of the SDK has a setting, or a reason for none", () => {
	type Undecided = Exclude<keyof Params, Field | WithoutSetting>;
	// A new field of the SDK is an error of types here.
	const decided: [Undecided] extends [never] ? true : Undecided = true;
	assert(decided);
});

test("Each setting is read, and each that is read is a setting", () => {
	const nested = [
		"speaker_options",
		"keyterms_prompt_options",
		"language_detection_options",
	];
	const settings = [...schemas.keys()];
	const topLevel = new Set(settings.map((name) => name.split(".")[0]));
	assert.deepEqual(
		[...topLevel].sort(),
		["language", "parameters", ...Object.keys(FIELDS).map(settingOf)].sort(),
	);
	// Those within others: whatever differs from the default asks for something.
	for (const name of settings.filter((each) => each.includes("."))) {
		const [group = "", key = ""] = name.split(".");
		const schema = schemas.get(name);
		const value = schema === undefined ? undefined : otherThanDefault(schema);
		const params = paramsOf({
			speakerLabels: true,
			keyterms: ["a"],
			[group]: { [key]: value },
		});
		const field = nested.find((each) => settingOf(each) === group) ?? "";
		assert.deepEqual(
			Object.values(params[field as keyof Params] ?? {}),
			[value],
			name,
		);
	}
});

test("The defaults of all settings ask for nothing", () => {
	const defaults: Record<string, unknown> = {};
	for (const [name, { default: value }] of schemas) {
		const [group = "", key] = name.split(".");
		defaults[group] =
			key === undefined
				? value
				: { ...(defaults[group] as object | undefined), [key]: value };
	}
	assert.deepEqual(paramsOf(defaults), { language_detection: true });
});

test("Every other value that a setting offers asks for something", () => {
	for (const [name, schema] of schemas) {
		const offered = schema.enum ?? schema.items?.enum?.map((each) => [each]);
		const others = (offered ?? []).filter((value) => value !== schema.default);
		const [group = "", key] = name.split(".");
		for (const value of others) {
			const setting = key === undefined ? value : { [key]: value };
			const base = { redactPii: true, redactPiiAudio: true, keyterms: ["a"] };
			assert.notDeepEqual(
				paramsOf({ ...base, [group]: setting }),
				paramsOf(base),
				`${name}: ${value}`,
			);
		}
	}
});

test("Settings offer the languages, kinds of personal data and models that the code knows, by name", () => {
	const codes = Object.keys(LANGUAGES);
	const language = schemas.get("language");
	assert.deepEqual(language?.enum, ["auto", ...codes]);
	assert.deepEqual(shown(language.enumItemLabels), [
		"Automatic",
		...Object.values(LANGUAGES),
	]);
	for (const name of ["expectedLanguages", "localization"]) {
		const items = schemas.get(`languageDetectionOptions.${name}`)?.items;
		assert.deepEqual(items?.enum, codes);
		assert.deepEqual(shown(items.enumDescriptions), Object.values(LANGUAGES));
	}
	const policies = schemas.get("redactPiiPolicies");
	assert.deepEqual(policies?.items?.enum, Object.keys(PII_POLICIES));
	assert.deepEqual(policies.default, USUAL_POLICIES);
	assert.deepEqual(
		shown(policies.items.enumDescriptions),
		Object.values(PII_POLICIES).map(([name, covers]) => `${name}: ${covers}`),
	);
	const models = schemas.get("speechModels");
	assert.deepEqual(models?.items?.examples, Object.keys(MODELS));
});

test("Each setting and each choice of one is described", () => {
	for (const [name, schema] of schemas) {
		const { enum: values, enumDescriptions, markdownEnumDescriptions } = schema;
		const described = enumDescriptions ?? markdownEnumDescriptions;
		assert.equal(described?.length, values?.length, name);
		assert(shown([schema.markdownDescription])[0], name);
	}
});

test("The settings for positions take what is read as one, and nothing else", () => {
	const written = [
		"0",
		"12:30",
		"1:02:03",
		"0:07.5",
		" 5 ",
		"noon",
		"-1",
		"1:2:3:4",
		"1:",
		":30",
		"5,5",
	];
	for (const name of ["audioStartFrom", "audioEndAt"]) {
		const schema = schemas.get(name);
		assert(schema?.pattern !== undefined && schema.patternErrorMessage);
		const pattern = new RegExp(schema.pattern);
		assert(pattern.test(""));
		for (const text of written) {
			assert.equal(pattern.test(text), parseTime(text) !== undefined, text);
		}
	}
});

function shown(ids: readonly string[] | undefined): (string | undefined)[] {
	return (ids ?? []).map((id) => texts[id.slice(1, -1)]);
}

function otherThanDefault(schema: Schema): unknown {
	const usual = schema.default;
	if (schema.enum !== undefined) {
		return schema.enum.find((each) => each !== usual);
	}
	if (schema.items?.enum !== undefined) {
		return schema.items.enum.slice(0, 1);
	}
	switch (schema.type) {
		case "boolean":
			return !usual;
		case "string":
			return "something";
		default:
			return 1;
	}
}
