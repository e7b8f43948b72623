import * as vscode from "vscode";
import { FileProblem } from "../media/check.ts";
import type { MediaFacts } from "../media/inspection.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import { extractAudio } from "./settings.ts";

const FEW_FILES = 5;

/**
 * Looks into the files of a command, so that a person can be asked about them
 * before anything is sent.
 *
 * @returns what is in those that can be sent, in order: the others fail at
 * their first step, with all that a failure comes with. Absent where a person
 * has had enough.
 */
export async function examineFiles(
	files: readonly vscode.Uri[],
	media: MediaReader,
): Promise<Map<vscode.Uri, MediaFacts> | undefined> {
	const options = {
		// Few are looked into before a notification could be read.
		location:
			files.length > FEW_FILES
				? vscode.ProgressLocation.Notification
				: vscode.ProgressLocation.Window,
		title: files.length === 1 ? "Checking the file" : "Checking the files",
		cancellable: true,
	};
	const stop = new AbortController();
	const examined = vscode.window.withProgress(options, (_, token) => {
		token.onCancellationRequested(() => stop.abort());
		return Promise.all(files.map((uri) => factsOf(uri, media, stop.signal)));
	});
	try {
		const facts = await examined;
		return new Map(
			files.flatMap((uri, index) => {
				const known = facts[index];
				return known === undefined ? [] : [[uri, known] as const];
			}),
		);
	} catch (error) {
		if (stop.signal.aborted) {
			return undefined;
		}
		throw error;
	}
}

async function factsOf(
	uri: vscode.Uri,
	media: MediaReader,
	signal: AbortSignal,
): Promise<MediaFacts | undefined> {
	try {
		const choices = { extractAudio: extractAudio(uri) };
		return (await media.examine(uri.fsPath, choices, signal)).media;
	} catch (error) {
		if (error instanceof FileProblem) {
			return undefined;
		}
		throw error;
	}
}
