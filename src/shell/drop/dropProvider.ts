import * as vscode from "vscode";
import { hasMediaExtension } from "../../media/extensions.ts";
import { whenInserted } from "./insertion.ts";

/** An edit, and the recordings that are to be transcribed once it is chosen. */
export interface DropEdit {
	/** What is inserted. */
	readonly text: string;
	readonly edit: vscode.DocumentDropEdit;
	readonly toTranscribe: readonly vscode.Uri[];
}

/** Where the edits of a drop come from. */
export interface DropEdits {
	/** The edit for some recordings that were dropped on a document. */
	provide(
		recordings: readonly vscode.Uri[],
		document: vscode.TextDocument,
	): Promise<DropEdit>;
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
	let choice: vscode.Disposable | undefined;
	const provideDocumentDropEdits = async (
		document: vscode.TextDocument,
		position: vscode.Position,
		dropped: vscode.DataTransfer,
	) => {
		choice?.dispose();
		const recordings = await recordingsIn(dropped);
		if (recordings.length === 0) {
			return undefined;
		}
		const made = await (await edits()).provide(recordings, document);
		const { edit, text, toTranscribe } = made;
		if (toTranscribe.length > 0) {
			const chosen = () => start(toTranscribe);
			choice = whenInserted(text, document, position, chosen);
		}
		return edit;
	};
	const registered = vscode.languages.registerDocumentDropEditProvider(
		{ language: "markdown" },
		{ provideDocumentDropEdits },
		{
			providedDropEditKinds: [TRANSCRIPT_KIND, TRANSCRIPTION_KIND],
			dropMimeTypes: [URI_LIST],
		},
	);
	return vscode.Disposable.from(registered, {
		dispose: () => choice?.dispose(),
	});
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
