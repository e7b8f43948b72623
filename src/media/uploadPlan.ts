import type { FileProblemKind } from "./check.ts";
import {
	type AudioTrack,
	defaultTrack,
	hasNoAudio,
	type MediaFacts,
} from "./inspection.ts";

/** What the settings and a person say about sending a file. */
export interface MediaChoices {
	/** `sidescribe.upload.extractAudio`. */
	readonly extractAudio: boolean;
	/** The audio track that a person chose; absent for the default one. */
	readonly track?: number;
	/** A person wants it sent although it could not be examined: it is not parsed again. */
	readonly asItIs?: true;
}

/** What the service takes. */
export interface MediaLimits {
	/** Of an upload. */
	readonly maxBytes: number;
	/** Of a recording, in seconds. */
	readonly minS: number;
	readonly maxS: number;
}

/** Whether a file goes as it is, or a track of it. */
export type UploadPlan =
	| { readonly send: "file" }
	| { readonly send: "track"; readonly track: AudioTrack };

/**
 * What to send of a file: its audio alone where that is a part of it, may be
 * taken out, and can be without being coded anew.
 */
export function planUpload(
	facts: MediaFacts,
	choices: MediaChoices,
): UploadPlan {
	const hasMore = facts.hasVideo || facts.audio.length > 1;
	const track = facts.audio[choices.track ?? -1] ?? defaultTrack(facts.audio);
	return choices.extractAudio && hasMore && track?.isCopyable
		? { send: "track", track }
		: { send: "file" };
}

/** Why a file that could be read must not be sent; absent where it may be. */
export function refusalOf(
	facts: MediaFacts,
	choices: MediaChoices,
	{ maxBytes, minS, maxS }: MediaLimits,
): FileProblemKind | undefined {
	// The parser does not see every kind of audio in a transport stream.
	if (hasNoAudio(facts) && facts.container !== "MPEG-TS") {
		return "noAudio";
	}
	const { durationS, size } = facts;
	if (durationS !== undefined && durationS < minS) {
		return "tooShort";
	}
	if (durationS !== undefined && durationS > maxS) {
		return "tooLong";
	}
	if (size <= maxBytes) {
		return undefined;
	}
	const plan = planUpload(facts, choices);
	if (plan.send === "file") {
		return "tooLarge";
	}
	const { bitRate } = plan.track;
	return bitRate !== undefined &&
		durationS !== undefined &&
		(bitRate * durationS) / 8 > maxBytes
		? "audioTooLarge"
		: undefined;
}
