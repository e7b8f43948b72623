import * as vscode from "vscode";
import { hasMediaExtension } from "../../media/extensions.ts";

/** Where the edits of a drop come from. */
export interface DropEdits {
	/** The edits for some recordings that were dropped on a document. */
	provide(
		recordings: readonly vscode.Uri[],
		document: vscode.TextDocument,
	): Promise<TranscriptDropEdit[]>;
}

/** An edit, and the recordings that are to be transcribed once it is chosen. */
export class TranscriptDropEdit extends vscode.DocumentDropEdit {
	readonly toTranscribe: readonly vscode.Uri[];

	constructor(
		text: string,
		title: string,
		kind: vscode.DocumentDropOrPasteEditKind,
		toTranscribe: readonly vscode.Uri[],
	) {
		super(text, title, kind);
		this.toTranscribe = toTranscribe;
	}
}

const { Empty } = vscode.DocumentDropOrPasteEditKind;

/** Kinds of edits, for `editor.dropIntoEditor.preferences`. */
export const TRANSCRIPT_KIND = Empty.append("markdown", "transcript");
export const TRANSCRIPTION_KIND = Empty.append("markdown", "transcription");

/**
 * Offers transcripts where recordings are dropped on Markdown. Loads nothing
 * until then, and starts no job until the edit that says so is chosen.
 *
 * @param edits - loads what makes them.
 * @param start - transcribes recordings, and waits for nothing.
 */
export function registerDropProvider(
	edits: () => Promise<DropEdits>,
	start: (recordings: readonly vscode.Uri[]) => void,
): vscode.Disposable {
	const provider: vscode.DocumentDropEditProvider<TranscriptDropEdit> = {
		provideDocumentDropEdits: async (document, _, dropped) => {
			const recordings = await recordingsIn(dropped);
			return recordings.length === 0
				? undefined
				: (await edits()).provide(recordings, document);
		},
		resolveDocumentDropEdit: (edit) => {
			if (edit.toTranscribe.length > 0) {
				start(edit.toTranscribe);
			}
			return edit;
		},
	};
	return vscode.languages.registerDocumentDropEditProvider(
		{ language: "markdown" },
		provider,
		{
			providedDropEditKinds: [TRANSCRIPT_KIND, TRANSCRIPTION_KIND],
			dropMimeTypes: [URI_LIST],
		},
	);
}

const URI_LIST = "text/uri-list";

/** What was dropped, where all of it is recordings on this machine. */
async function recordingsIn(
	dropped: vscode.DataTransfer,
): Promise<vscode.Uri[]> {
	const list = (await dropped.get(URI_LIST)?.asString()) ?? "";
	const uris = list
		.split(/\r?\n/)
		.filter((line) => line !== "" && !line.startsWith("#"))
		.map((line) => vscode.Uri.parse(line));
	return uris.every(isRecording) ? uris : [];
}

/** A `.ts` is more likely TypeScript than a transport stream. */
function isRecording({ scheme, path }: vscode.Uri): boolean {
	return scheme === "file" && hasMediaExtension(path) && !/\.ts$/i.test(path);
}
