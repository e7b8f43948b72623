import * as l10n from "@vscode/l10n";
import type { Transcript } from "assemblyai";
import type { CaptionFormat } from "./captionFile/cues.ts";
import { readCaptions } from "./captionFile/read.ts";
import { writeCaptions } from "./captionFile/write.ts";
import { fromJson, NoTranscript, toJson } from "./json.ts";
import { readNotes } from "./notes.ts";
import type { SavedTranscript } from "./savedTranscript.ts";
import { type Script, scriptOf, textOf } from "./script.ts";
import { readWhisperJson } from "./whisper/json.ts";

/** A file that the transcript view can show, whoever wrote it. */
export interface TranscriptFile {
	/** What stands in it. */
	readonly script: Script;
	/** What was heard, before people edited it; absent where the file does not keep it. */
	readonly original?: Script;
	/** Why it cannot be edited, as a sentence; absent where it can. */
	readonly readonlyReason?: string;
	/** The transcript with another script, as every format is made from it. */
	saved(script: Script): SavedTranscript;
	/** The file's text with another script in it. */
	write(script: Script): string;
}

/**
 * Reads a transcript: the service's with our own part or without, a Whisper
 * program's JSON, SRT, WebVTT, or notes in Markdown.
 *
 * @param name - the file's, without folders.
 * @throws NoTranscript
 */
export function readTranscriptFile(name: string, text: string): TranscriptFile {
	const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase();
	switch (ending) {
		case "srt":
		case "vtt":
			return readCaptionFile(name, text, ending);
		case "md":
			return readNotesFile(name, text);
		default:
			return readJson(name, text.replace(/^\uFEFF/, ""));
	}
}

/** A file's name without what tells that it is a transcript. */
function stemOf(name: string): string {
	return name.replace(/(?<=.)(\.transcript\.json|\.[^.]*)$/i, "");
}

function readJson(name: string, text: string): TranscriptFile {
	let saved: SavedTranscript;
	try {
		saved = fromJson(text, stemOf(name));
	} catch (error) {
		const whisper = readWhisperJson(text);
		if (whisper === undefined) {
			throw error;
		}
		return {
			script: whisper.script,
			original: whisper.original,
			saved: (script) => savedOf(name, script, whisper.language),
			write: (script) => whisper.write(script),
		};
	}
	const { edited, ...unedited } = saved;
	const original = scriptOf(saved.transcript);
	const withEdits = (script: Script): SavedTranscript =>
		script === original ? unedited : { ...unedited, edited: script };
	return {
		script: edited ?? original,
		original,
		saved: withEdits,
		write: (script) => toJson(withEdits(script)),
	};
}

function readCaptionFile(
	name: string,
	text: string,
	format: CaptionFormat,
): TranscriptFile {
	const captions = readCaptions(text, format);
	if (captions.cues.length === 0) {
		throw new NoTranscript(l10n.t("It holds no captions."));
	}
	return {
		script: captions.script,
		...(captions.isRolling && {
			readonlyReason: l10n.t(
				"Each caption repeats lines of the one before: edits would miss some of them.",
			),
		}),
		saved: (script) => savedOf(name, script),
		write: (script) => writeCaptions(captions, script),
	};
}

function readNotesFile(name: string, text: string): TranscriptFile {
	const script = readNotes(text);
	if (script.paragraphs.length === 0) {
		throw new NoTranscript(l10n.t("No line of it begins with a time."));
	}
	return {
		script,
		readonlyReason: l10n.t(
			"Notes are heard here. To edit them, open the Markdown file as text.",
		),
		saved: (edited) => savedOf(name, edited),
		write: () => text,
	};
}

/** What the service did not make, as if all of it were edited. */
function savedOf(
	name: string,
	script: Script,
	language?: string,
): SavedTranscript {
	const text = script.paragraphs.map(({ words }) => textOf(words)).join(" ");
	const transcript: Pick<Transcript, "id" | "status" | "text" | "words"> = {
		id: "",
		status: "completed",
		text,
		words: [],
	};
	return {
		transcript: {
			...transcript,
			...(language !== undefined && { language_code: language }),
		} as Transcript,
		source: { name: stemOf(name) },
		edited: script,
	};
}
