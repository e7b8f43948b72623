import type { Transcript } from "assemblyai";
import { type Script, scriptOf } from "./script.ts";

/** The recording that a transcript was made of. */
export interface SourceRecord {
	/** The file's name without its folder, or the address. */
	readonly name: string;
	/** In bytes. */
	readonly size?: number;
	/** Of the whole file, in hexadecimal. */
	readonly sha256?: string;
}

/** A transcript as `talk.transcript.json` keeps it, and all formats are made from. */
export interface SavedTranscript {
	/** The service's answer, never changed. */
	readonly transcript: Transcript;
	readonly source: SourceRecord;
	/** When the transcript was asked for, ISO 8601: the service's answer does not say. */
	readonly transcribedAt?: string;
	/** What a person made of it; absent where nothing was edited. */
	readonly edited?: Script;
}

/** The script to show: as edited, else as the service gave it. */
export function currentScript({ transcript, edited }: SavedTranscript): Script {
	return edited ?? scriptOf(transcript);
}
