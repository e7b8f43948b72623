/**
 * What Sidescribe gives to other extensions. Copy this file, and ask for it so:
 *
 * ```ts
 * const extension = vscode.extensions.getExtension<SidescribeExports>("sidescribe.sidescribe");
 * const sidescribe = (await extension?.activate())?.getApi(1);
 * ```
 */
import type { CancellationToken, Event, Uri } from "vscode";

/** What the extension exports. */
export interface SidescribeExports {
	/**
	 * The interface of a version, which stays as it is.
	 * @throws Error where there is no such version.
	 */
	getApi(version: 1): SidescribeApi;
}

/** Version 1. */
export interface SidescribeApi {
	/**
	 * Transcribes recordings as the command does: with its questions, its
	 * progress, and its notification at the end.
	 *
	 * @param sources - files; an http(s) address as a string, since a `Uri` keeps
	 * no signed address as it is.
	 * @returns a result a source, in order. What cannot be transcribed has an
	 * `error`; nothing is thrown for it.
	 */
	transcribe(
		sources: readonly (Uri | string)[],
		options?: TranscribeOptions,
	): Promise<TranscribeResult[]>;

	/**
	 * The transcript of a recording, or in a file that Sidescribe wrote.
	 *
	 * @param file - a recording, whose transcript is looked for beside it, or a
	 * transcript in any format.
	 * @returns absent where there is none.
	 */
	readTranscript(file: Uri): Promise<ReadTranscript | undefined>;

	/** When a transcript was written in this window, whoever asked for it. */
	readonly onDidTranscribe: Event<TranscribeResult>;
}

/** The formats of transcripts. */
export type TranscriptFormat = "txt" | "md" | "srt" | "vtt" | "json";

/** What differs from the settings. */
export interface TranscribeOptions {
	/** In place of `sidescribe.output.formats`. */
	readonly formats?: readonly TranscriptFormat[];
	/** AssemblyAI's request parameters, in place of those that the settings make or beside them: `{ speaker_labels: true }`. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** The folder for transcripts of addresses; where it is absent a person is asked. Those of files stand beside them. */
	readonly folder?: Uri;
	/** Cancels what has not ended, and deletes it at AssemblyAI. */
	readonly token?: CancellationToken;
}

/** What came of a recording; the same that the commands give. */
export interface TranscribeResult {
	/** The file, or the address without what may be a secret in it. */
	readonly source: Uri;
	/** The files that were written, in the order of the formats. */
	readonly outputs: Uri[];
	/** AssemblyAI's. */
	readonly transcriptId?: string;
	readonly error?: { readonly message: string; readonly requestId?: string };
}

/** A transcript as text. */
export interface ReadTranscript {
	/** The file that it was read from. */
	readonly file: Uri;
	/** All of it, as plain text. */
	readonly text: string;
	/** The same in parts. */
	readonly paragraphs: readonly TranscriptParagraph[];
	/** AssemblyAI's; absent where the file does not say. */
	readonly transcriptId?: string;
	/** AssemblyAI's language code; absent where the file does not say. */
	readonly language?: string;
}

/** What is read as one. */
export interface TranscriptParagraph {
	readonly text: string;
	/** As a person named them, else `Speaker A`; absent where speakers were not told apart. */
	readonly speaker?: string;
	/** In milliseconds from the start of the recording; absent where the file keeps no times. */
	readonly start?: number;
	readonly end?: number;
}
