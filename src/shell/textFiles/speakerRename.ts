import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { applyEdit } from "../../transcript/edits.ts";
import type { Script } from "../../transcript/script.ts";
import {
	nameAsWritten,
	namesInCaptions,
	placesOfName,
	speakersByName,
} from "../../transcript/speakerNames.ts";
import {
	readTranscriptFile,
	type TranscriptFile,
} from "../../transcript/transcriptFile.ts";
import { filesOfTranscript, JSON_ENDING } from "./transcriptFiles.ts";

/** The longest name of a speaker, in characters. */
const MAX_NAME = 200;

/** A speaker's name in a file, and the transcript that knows the speaker. */
interface NamedSpeaker {
	readonly name: string;
	readonly range: vscode.Range;
	readonly files: readonly vscode.TextDocument[];
}

/** Renames a speaker in every file of a transcript. */
export class SpeakerRename implements vscode.RenameProvider {
	readonly #isEdited: (transcript: vscode.Uri) => boolean;

	/** @param isEdited - whether a transcript is open in its editor, with edits that are not saved. */
	constructor(isEdited: (transcript: vscode.Uri) => boolean) {
		this.#isEdited = isEdited;
	}

	async prepareRename(
		document: vscode.TextDocument,
		position: vscode.Position,
	): Promise<{ range: vscode.Range; placeholder: string }> {
		const { range, name } = await speakerAt(document, position);
		return { range, placeholder: name };
	}

	async provideRenameEdits(
		document: vscode.TextDocument,
		position: vscode.Position,
		newName: string,
	): Promise<vscode.WorkspaceEdit> {
		const given = newName.replace(/\s+/gu, " ").trim();
		if (given === "" || given.length > MAX_NAME) {
			throw new Error(
				l10n.t("A speaker's name has 1 to {0} characters.", MAX_NAME),
			);
		}
		const { name, files } = await speakerAt(document, position);
		const edit = new vscode.WorkspaceEdit();
		for (const file of files) {
			if (isTranscript(file)) {
				if (this.#isEdited(file.uri)) {
					throw new Error(
						l10n.t(
							"Save {0} first: it has edits that are not saved.",
							path.basename(file.fileName),
						),
					);
				}
				renameInTranscript(edit, file, name, given);
			} else {
				for (const range of rangesOf(file, name)) {
					edit.replace(file.uri, range, nameAsWritten(file.fileName, given));
				}
			}
		}
		return edit;
	}
}

/** @throws an error with a sentence for people, where no speaker's name stands there. */
async function speakerAt(
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<NamedSpeaker> {
	const paths = await filesOfTranscript(document.fileName);
	const files = await Promise.all(
		paths.map((file) => vscode.workspace.openTextDocument(file)),
	);
	for (const name of files.flatMap(speakersIn)) {
		const range = rangesOf(document, name).find((each) =>
			each.contains(position),
		);
		if (range !== undefined) {
			return { name, range, files };
		}
	}
	throw new Error(l10n.t("Here stands no name of a transcript's speaker."));
}

/** What the speakers are called that a file of a transcript knows. */
function speakersIn(file: vscode.TextDocument): string[] {
	if (!isTranscript(file)) {
		return namesInCaptions(file.fileName, file.getText());
	}
	const script = parsed(file)?.script;
	return script === undefined ? [] : [...speakersByName(script).keys()];
}

function rangesOf(file: vscode.TextDocument, name: string): vscode.Range[] {
	return placesOfName(file.fileName, file.getText(), name).map(
		({ from, to }) =>
			new vscode.Range(file.positionAt(from), file.positionAt(to)),
	);
}

/** Names the speakers in the JSON; where it has no edits yet, that is its first. */
function renameInTranscript(
	edit: vscode.WorkspaceEdit,
	file: vscode.TextDocument,
	name: string,
	given: string,
): void {
	const transcript = parsed(file);
	const speakers = transcript && speakersByName(transcript.script).get(name);
	if (transcript === undefined || speakers === undefined) {
		return;
	}
	const script = speakers.reduce<Script>(
		(script, speaker) =>
			applyEdit(script, { kind: "nameSpeaker", speaker, name: given }),
		transcript.script,
	);
	const { from, to, text } = difference(
		file.getText(),
		transcript.write(script),
	);
	const range = new vscode.Range(file.positionAt(from), file.positionAt(to));
	edit.replace(file.uri, range, text);
}

/** What of one text is another in the other. */
function difference(
	before: string,
	after: string,
): { readonly from: number; readonly to: number; readonly text: string } {
	const shorter = Math.min(before.length, after.length);
	let from = 0;
	while (from < shorter && before[from] === after[from]) {
		from++;
	}
	let end = 0;
	while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) {
		end++;
	}
	return {
		from,
		to: before.length - end,
		text: after.slice(from, after.length - end),
	};
}

function isTranscript({ fileName }: vscode.TextDocument): boolean {
	return fileName.endsWith(JSON_ENDING);
}

/** Absent where it cannot be read as one. */
function parsed(file: vscode.TextDocument): TranscriptFile | undefined {
	try {
		return readTranscriptFile(path.basename(file.fileName), file.getText());
	} catch {
		return undefined;
	}
}
