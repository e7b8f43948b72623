import {
	count,
	date,
	dictionary,
	isDeeperThan,
	list,
	nullable,
	number,
	optional,
	record,
	type Shape,
	text,
} from "./shape.ts";

/** Times may be out of order or absent: {@link inOrder} sees to that. */
const GIVEN_WORD = record({
	text,
	start: nullable(number),
	end: nullable(number),
	confidence: nullable(number),
	speaker: nullable(text),
	channel: nullable(text),
});

const UTTERANCE = record({
	text,
	start: nullable(number),
	end: nullable(number),
	speaker: nullable(text),
	channel: nullable(text),
	words: nullable(list(GIVEN_WORD)),
});

const EDITED = record({
	paragraphs: list(
		record({
			speaker: optional(text),
			words: list(
				record({
					text,
					start: count,
					end: count,
					confidence: optional(number),
					isJoined: optional((value, path) =>
						value === true ? undefined : `${path} is neither true nor absent`,
					),
				}),
			),
		}),
	),
	names: dictionary(text),
});

/** What is used of the service's transcript; other fields are kept, whatever they are. */
const TRANSCRIPT: Shape = record({
	id: text,
	text: nullable(text),
	words: nullable(list(GIVEN_WORD)),
	utterances: nullable(list(UTTERANCE)),
	audio_duration: nullable(number),
	language_code: nullable(text),
});

/** The service's answers have some ten levels. */
const MAX_DEPTH = 100;

/** Says what is wrong with a transcript from outside; nothing where it can be written in every format. */
export function faultOf(transcript: unknown): string | undefined {
	return isDeeperThan(MAX_DEPTH, transcript)
		? "it has no end"
		: TRANSCRIPT(transcript, "");
}

/** The extension's own part. */
export const SIDESCRIBE: Shape = record({
	version: count,
	source: optional(
		record({ name: text, size: optional(count), sha256: optional(text) }),
	),
	transcribedAt: optional(date),
	edited: optional(EDITED),
});
