/** Whether a recording has sound in it, as far as that was measured. */
export type Sound =
	/** Every sample that was looked at is the same. */
	| "silent"
	/** Nothing rises above {@link FAINT_PEAK}. */
	| "faint"
	| "audible"
	| "notChecked";

/** An audio track, numbered as it comes in the file. */
export interface AudioTrack {
	/** From 0, among the audio tracks. */
	readonly index: number;
	/** `aac`, `opus` and so on; where it is not known by name, the container's own code for it. */
	readonly codec: string;
	/** Whether its packets can be put into another container unchanged. */
	readonly isCopyable: boolean;
	readonly channels?: number;
	/** In hertz. */
	readonly sampleRate?: number;
	/** ISO 639-2/T, where the file says. */
	readonly language?: string;
	readonly title?: string;
	readonly isDefault: boolean;
	/** In bits a second. */
	readonly bitRate?: number;
}

/** How much of a file could be read. */
type Reading =
	/** All that is looked for. */
	| "whole"
	/** Its first bytes only: a format that the service knows and the parser does not. */
	| "firstBytes"
	/** Its first bytes only, although the parser knows the format. */
	| "damaged"
	/** Nothing safely: the parser crashed, did not end, or took too much memory. */
	| "gaveUp";

/** What was found in a file, as plain data for a message, the journal and the report. */
export interface MediaFacts {
	/** In bytes. */
	readonly size: number;
	/** As people call it: `MP4`, `WAV`. */
	readonly container: string;
	readonly reading: Reading;
	/** Whether the file's name belongs to another container. */
	readonly isMisnamed: boolean;
	/** In seconds, where it is cheap to know. */
	readonly durationS?: number;
	/** In seconds, by the file's size and the bit rate of its beginning, where the length is not known. */
	readonly estimatedS?: number;
	/** Of the whole file, in bits a second. */
	readonly bitRate?: number;
	readonly hasVideo: boolean;
	readonly audio: readonly AudioTrack[];
	readonly sound: Sound;
	/** Whether the container promises more than is there. */
	readonly isCutShort: boolean;
}

/** Reasons to ask a person before a file is sent; it can be sent all the same. */
export type Doubt =
	| "gaveUp"
	| "damaged"
	| "cutShort"
	/** The parser sees no audio, but does not see every kind of it (LATM or Opus in MPEG-TS). */
	| "noAudioSeen"
	| "silent"
	| "faint";

/** The doubt about a file, the worst where there are several. */
export function doubtAbout(facts: MediaFacts): Doubt | undefined {
	if (facts.reading === "gaveUp" || facts.reading === "damaged") {
		return facts.reading;
	}
	if (facts.isCutShort) {
		return "cutShort";
	}
	if (hasNoAudio(facts)) {
		return "noAudioSeen";
	}
	return facts.sound === "silent" || facts.sound === "faint"
		? facts.sound
		: undefined;
}

/** Whether a file that could be read has no audio track, as far as was seen. */
export function hasNoAudio({ reading, audio }: MediaFacts): boolean {
	return reading === "whole" && audio.length === 0;
}

/** The track that a player would take: the one marked so, else the first. */
export function defaultTrack(
	tracks: readonly AudioTrack[],
): AudioTrack | undefined {
	return tracks.find(({ isDefault }) => isDefault) ?? tracks[0];
}
