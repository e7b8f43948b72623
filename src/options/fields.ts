import type { TranscriptParams } from "assemblyai";
import type { PII_POLICIES } from "./piiPolicies.ts";
import {
	camelCase,
	count,
	flag,
	group,
	number,
	object,
	oneOf,
	position,
	type Reader,
	spelling,
	text,
	texts,
} from "./readers.ts";

/** What a transcript is asked for with, without the recording's address. */
export type Params = Omit<TranscriptParams, "audio_url">;

type Value<K extends keyof Params> = NonNullable<Params[K]>;

/**
 * How the value of each field is read from its setting. What the service does
 * unasked is from its OpenAPI description, version 1.3.4.
 */
export const FIELDS = {
	audio_start_from: position,
	audio_end_at: position,
	auto_highlights: flag(),
	content_safety: flag(),
	content_safety_confidence: number(25, 100, 50),
	custom_spelling: spelling,
	disfluencies: flag(),
	domain: text,
	entity_detection: flag(),
	filter_profanity: flag(),
	format_text: flag(true),
	iab_categories: flag(),
	keyterms_prompt: texts,
	keyterms_prompt_options: group<Value<"keyterms_prompt_options">>({
		keyterms_match_strength: oneOf("high"),
	}),
	language_confidence_threshold: number(0, 1, 0),
	language_detection_options: group<Value<"language_detection_options">>({
		expected_languages: texts,
		fallback_language: except("auto"),
		on_no_speech_detected: oneOf("fallback"),
		on_low_language_confidence: oneOf("fallback"),
		code_switching: flag(),
		code_switching_confidence_threshold: number(0, 1, 0.3),
		localization: texts,
		swiss_german: flag(),
		language_detection_model: text,
	}),
	multichannel: flag(),
	prompt: text,
	punctuate: flag(true),
	redact_pii: flag(),
	redact_pii_policies: texts as Reader<(keyof typeof PII_POLICIES)[]>,
	redact_pii_sub: oneOf("entity_name"),
	redact_pii_audio: flag(),
	redact_pii_audio_quality: oneOf("wav"),
	redact_pii_return_unredacted: flag(),
	remove_audio_tags: oneOf("all"),
	sentiment_analysis: flag(),
	speaker_labels: flag(),
	speakers_expected: count,
	speaker_options: group<Value<"speaker_options">>({
		min_speakers_expected: count,
		max_speakers_expected: count,
	}),
	speech_models: texts,
	speech_threshold: number(0, 1, 0),
	speech_understanding: object<Value<"speech_understanding">>(),
	temperature: number(0, 1, 0),
} satisfies { readonly [K in keyof Params]?: Reader<Value<K>> };

/** A field that has a setting of its own. */
export type Field = keyof typeof FIELDS;

/** The name of a field's setting under `sidescribe.transcription`. */
export function settingOf(field: string): string {
	return field === "keyterms_prompt" ? "keyterms" : camelCase(field);
}

function except(usual: string): Reader<string> {
	const read = (value: unknown) => (value === usual ? undefined : text(value));
	return Object.assign(read, { kind: text.kind, takes: text.takes });
}
