import type * as vscode from "vscode";
import type { SpeakerRename } from "./speakerRename.ts";

/** What text files of transcripts can do. */
export interface TextFileFeatures {
	readonly speakerRename: SpeakerRename;
	timeStampLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]>;
}
