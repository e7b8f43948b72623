import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELDS, settingOf } from "../../../src/options/fields.ts";
import { problemsOf } from "../../../src/options/problems.ts";

test("A setting that asks for nothing as it is wrong is named, with what it takes", () => {
	assert.deepEqual(
		kinds({
			language: "klingon",
			speakerLabels: "yes",
			speechModels: "universal-2",
			keyterms: [5, "Ada"],
			speakersExpected: 0,
			speakerOptions: { minSpeakersExpected: "two", maxSpeakersExpected: 5 },
			languageDetectionOptions: "de",
			customSpelling: { deco: 5 },
			audioStartFrom: "noon",
			speechThreshold: 7,
			prompt: 5,
			parameters: "webhook_url",
		}),
		{
			"transcription.language": "language",
			"transcription.speakerLabels": "flag",
			"transcription.speechModels": "texts",
			"transcription.keyterms": "texts",
			"transcription.speakersExpected": "count",
			"transcription.speakerOptions.minSpeakersExpected": "count",
			"transcription.languageDetectionOptions": "object",
			"transcription.customSpelling": "spelling",
			"transcription.audioStartFrom": "position",
			"transcription.speechThreshold": "number",
			"transcription.prompt": "text",
			"transcription.parameters": "object",
		},
	);
	assert.deepEqual(kinds({}, "srt"), { "output.formats": "formats" });
	assert.deepEqual(kinds({}, ["srt", "docx"]), { "output.formats": "formats" });
});

test("Sidescribe alone says which recording is meant", () => {
	assert.deepEqual(kinds({ parameters: { audio_url: "https://a.b/c" } }), {
		"transcription.parameters.audio_url": "noAddress",
	});
});

test("What is usual, empty, or newer than this extension is no mistake", () => {
	assert.deepEqual(
		kinds(
			{
				language: "auto",
				punctuate: true,
				redactPiiSub: "hash",
				speakersExpected: null,
				audioEndAt: "",
				speakerOptions: { minSpeakersExpected: null },
				languageDetectionOptions: { fallbackLanguage: "auto" },
				keyterms: [],
				speechModels: ["universal-9"],
				customSpelling: {},
				temperature: 0,
				parameters: { one_of_tomorrow: 1 },
			},
			["txt", "json"],
		),
		{},
	);
	assert.deepEqual(kinds({ language: "xyz" }), {}, "the service may know it");
});

test("Every setting of a field says what it takes", () => {
	const wrong = Object.keys(FIELDS).map((field) => [
		settingOf(field),
		Symbol(),
	]);
	assert.equal(
		problemsOf(Object.fromEntries(wrong), undefined).length,
		wrong.length,
	);
});

/** What each wrong setting takes, by its name. */
function kinds(
	transcription: Readonly<Record<string, unknown>>,
	formats?: unknown,
): Record<string, string> {
	return Object.fromEntries(
		problemsOf(transcription, formats).map(({ name, kind }) => [name, kind.is]),
	);
}
