import assert from "node:assert/strict";
import { test } from "node:test";
import { paramsOf } from "../../../src/options/params.ts";
import { USUAL_POLICIES } from "../../../src/options/piiPolicies.ts";

test("Without settings the service finds out the language, and nothing else is asked for", () => {
	assert.deepEqual(paramsOf({}), { language_detection: true });
});

test("A language is asked for by its code, and nothing about finding it out goes with it", () => {
	const detection = {
		languageDetectionOptions: { expectedLanguages: ["de", "en"] },
		languageConfidenceThreshold: 0.5,
	};
	assert.deepEqual(paramsOf({ language: "de", ...detection }), {
		language_code: "de",
	});
	assert.deepEqual(paramsOf({ language: "auto", ...detection }), {
		language_detection: true,
		language_detection_options: { expected_languages: ["de", "en"] },
		language_confidence_threshold: 0.5,
	});
});

test("What the service does unasked is not asked for", () => {
	assert.deepEqual(
		paramsOf({
			punctuate: true,
			formatText: true,
			speakerLabels: false,
			redactPiiSub: "hash",
			redactPiiPolicies: [...USUAL_POLICIES],
			languageDetectionOptions: {
				fallbackLanguage: "auto",
				codeSwitchingConfidenceThreshold: 0.3,
				expectedLanguages: [],
			},
			keytermsPromptOptions: { keytermsMatchStrength: "standard" },
			speakersExpected: null,
			speakerOptions: { minSpeakersExpected: null, maxSpeakersExpected: null },
			prompt: "",
			temperature: 0,
			parameters: {},
		}),
		{ language_detection: true },
	);
	assert.deepEqual(paramsOf({ language: "de", punctuate: false }), {
		language_code: "de",
		punctuate: false,
	});
});

test("Each kind of setting becomes what the service takes", () => {
	assert.deepEqual(
		paramsOf({
			language: "en_us",
			speakerLabels: true,
			speakerOptions: { minSpeakersExpected: 2, maxSpeakersExpected: 5 },
			keyterms: ["Ada", " Kubernetes ", "Ada", ""],
			keytermsPromptOptions: { keytermsMatchStrength: "high" },
			speechModels: ["universal-3-5-pro", "one-of-tomorrow"],
			customSpelling: { deco: "Deko", dekko: "Deko", ada: "Ada" },
			audioStartFrom: "0:12.5",
			audioEndAt: "1:02:03",
			multichannel: true,
			removeAudioTags: "all",
			speechThreshold: 0.2,
			speechUnderstanding: {
				request: { translation: { target_languages: ["de"] } },
			},
		}),
		{
			language_code: "en_us",
			speaker_labels: true,
			speaker_options: { min_speakers_expected: 2, max_speakers_expected: 5 },
			keyterms_prompt: ["Ada", "Kubernetes"],
			keyterms_prompt_options: { keyterms_match_strength: "high" },
			speech_models: ["universal-3-5-pro", "one-of-tomorrow"],
			custom_spelling: [
				{ from: ["deco", "dekko"], to: "Deko" },
				{ from: ["ada"], to: "Ada" },
			],
			audio_start_from: 12_500,
			audio_end_at: 3_723_000,
			multichannel: true,
			remove_audio_tags: "all",
			speech_threshold: 0.2,
			speech_understanding: {
				request: { translation: { target_languages: ["de"] } },
			},
		},
	);
});

test("An exact number of speakers stands in place of a range, and neither goes without speakers", () => {
	const speakers = {
		speakersExpected: 3,
		speakerOptions: { minSpeakersExpected: 2 },
	};
	assert.deepEqual(
		paramsOf({ language: "de", speakerLabels: true, ...speakers }),
		{
			language_code: "de",
			speaker_labels: true,
			speakers_expected: 3,
		},
	);
	assert.deepEqual(paramsOf({ language: "de", ...speakers }), {
		language_code: "de",
	});
});

test("Where personal data is to be redacted there is always something to redact", () => {
	for (const redactPiiPolicies of [[], undefined, "person_name"]) {
		assert.deepEqual(
			paramsOf({ language: "de", redactPii: true, redactPiiPolicies }),
			{
				language_code: "de",
				redact_pii: true,
				redact_pii_policies: [...USUAL_POLICIES],
			},
		);
	}
	assert.deepEqual(
		paramsOf({
			language: "de",
			redactPii: true,
			redactPiiPolicies: ["drug", "one_of_tomorrow"],
			redactPiiSub: "entity_name",
		}),
		{
			language_code: "de",
			redact_pii: true,
			redact_pii_policies: ["drug", "one_of_tomorrow"],
			redact_pii_sub: "entity_name",
		},
	);
	assert.deepEqual(
		paramsOf({
			language: "de",
			redactPiiAudio: true,
			redactPiiAudioQuality: "wav",
		}),
		{ language_code: "de" },
	);
});

test("What has the wrong shape is not passed on", () => {
	const wrong = [
		0,
		-1,
		7,
		1.5,
		"",
		"nonsense:1",
		true,
		[],
		[5, null],
		{},
		{ a: 1 },
		null,
		undefined,
	];
	const right: Record<string, unknown[]> = {
		speakersExpected: [7],
		speakerLabels: [true],
		multichannel: [true],
		redactPii: [true],
		domain: ["nonsense:1"],
		prompt: ["nonsense:1"],
	};
	const names = [
		"language",
		"speakerLabels",
		"speakersExpected",
		"speakerOptions",
		"multichannel",
		"speechModels",
		"keyterms",
		"keytermsPromptOptions",
		"customSpelling",
		"audioStartFrom",
		"redactPii",
		"redactPiiSub",
		"removeAudioTags",
		"contentSafetyConfidence",
		"languageDetectionOptions",
		"domain",
		"prompt",
	];
	for (const name of names) {
		for (const value of wrong.filter((each) => !right[name]?.includes(each))) {
			assert.deepEqual(
				paramsOf({ [name]: value }),
				{ language_detection: true },
				`${name}: ${JSON.stringify(value)}`,
			);
		}
	}
	assert.deepEqual(paramsOf({ parameters: ["webhook_url"] }), {
		language_detection: true,
	});
});

test("Further parameters are passed on as they are, and win", () => {
	assert.deepEqual(
		paramsOf({
			speakerLabels: true,
			speakersExpected: 2,
			speechModels: ["universal-2"],
			parameters: {
				speaker_options: { min_speakers_expected: 3 },
				one_of_tomorrow: { deep: [1, null] },
				speech_model: "nano",
				webhook_url: "https://example.com/ready",
			},
		}),
		{
			language_detection: true,
			speaker_labels: true,
			speaker_options: { min_speakers_expected: 3 },
			one_of_tomorrow: { deep: [1, null] },
			speech_model: "nano",
			webhook_url: "https://example.com/ready",
		},
	);
});

test("A language among the further parameters displaces the setting, and the other way round", () => {
	assert.deepEqual(paramsOf({ parameters: { language_code: "fr" } }), {
		language_code: "fr",
	});
	assert.deepEqual(paramsOf({ parameters: { language_codes: ["en", "es"] } }), {
		language_codes: ["en", "es"],
	});
	assert.deepEqual(
		paramsOf({ language: "de", parameters: { language_detection: true } }),
		{ language_detection: true },
	);
});

test("Further parameters never say which recording is transcribed", () => {
	assert.deepEqual(
		paramsOf({ parameters: { audio_url: "https://example.com/other.mp3" } }),
		{ language_detection: true },
	);
});

test("What a person chose wins over settings and further parameters, and all else stays as set", () => {
	const settings = {
		language: "de",
		speakerLabels: true,
		filterProfanity: true,
		parameters: {
			language_code: "fr",
			speakers_expected: 9,
			domain: "medical-v1",
		},
	};
	assert.deepEqual(paramsOf(settings, { language: "auto" }), {
		language_detection: true,
		speaker_labels: true,
		filter_profanity: true,
		speakers_expected: 9,
		domain: "medical-v1",
	});
	assert.deepEqual(
		paramsOf(settings, {
			speakerLabels: true,
			speakersExpected: null,
			speakerOptions: { minSpeakersExpected: 2, maxSpeakersExpected: 4 },
			filterProfanity: false,
		}),
		{
			language_code: "fr",
			speaker_labels: true,
			speaker_options: { min_speakers_expected: 2, max_speakers_expected: 4 },
			domain: "medical-v1",
		},
	);
});

test("What settings hold is copied, not shared", () => {
	const settings = { parameters: { custom: { list: [1] } } };
	const params = paramsOf(settings) as { custom?: { list: number[] } };
	params.custom?.list.push(2);
	assert.deepEqual(settings.parameters.custom.list, [1]);
});
