import type * as vscode from "vscode";
import type { LogLine } from "../../support/jobLine.ts";
import type { Step } from "../../transcript/document.ts";
import type { Comparisons } from "./comparisons.ts";
import type { KnownRecordings } from "./knownRecordings.ts";
import type { MediaServer } from "./mediaServer.ts";
import type { Moments } from "./moments.ts";
import type { OpenTranscript } from "./openTranscript.ts";
import type { ReaderPreferences } from "./preferences.ts";

/** What all editors of transcripts share. */
export interface ViewServices {
	/** The extension's folder. */
	readonly extension: vscode.Uri;
	readonly preferences: ReaderPreferences;
	readonly moments: Moments;
	readonly recordings: KnownRecordings;
	/** Streams large ones. */
	readonly media: MediaServer;
	readonly comparisons: Comparisons;
	/** Tells VS Code of an edit, which can be undone from then on. */
	didEdit(transcript: OpenTranscript, step: Step, label: string): void;
	/** Goes back to what was heard; undone as an edit is. */
	restoreOriginal(args: readonly [OpenTranscript]): void;
	/** For the output channel. */
	log(line: LogLine): void;
}
