import * as path from "node:path";
import * as vscode from "vscode";
import {
	type Doubt,
	doubtAbout,
	type MediaFacts,
} from "../../media/inspection.ts";
import type { Redact } from "../../support/redact.ts";
import { namedInDialog } from "./namedInDialog.ts";

const REASONS: Record<Doubt, string> = {
	gaveUp: "could not be examined safely; it may be damaged",
	damaged: "seems to be damaged",
	cutShort: "seems to be cut short: it ends before it says it does",
	noAudioSeen: "seems to have no audio track",
	silent: "is silent from beginning to end",
	faint: "is almost silent: nothing in it is loud enough to be speech",
};

/**
 * Asks, once for all files of a command, whether those that are doubtful are
 * to be transcribed.
 *
 * @returns the files that go on; absent where the whole command is given up.
 */
export async function askAboutDoubts(
	files: ReadonlyMap<vscode.Uri, MediaFacts>,
	redact: Redact,
): Promise<ReadonlyMap<vscode.Uri, MediaFacts> | undefined> {
	const doubtful = [...files].flatMap(([uri, facts]) => {
		const doubt = doubtAbout(facts);
		return doubt === undefined ? [] : [{ uri, doubt }];
	});
	if (doubtful.length === 0) {
		return files;
	}
	const isAll = doubtful.length === files.size;
	const sentences = doubtful.map(
		({ uri, doubt }) => `${path.basename(uri.path)} ${REASONS[doubt]}.`,
	);
	const anyway = { title: "Transcribe Anyway" };
	const skip = { title: "Skip These" };
	const choice = await vscode.window.showWarningMessage(
		redact(
			sentences.length === 1
				? `${sentences[0]} Transcribe it anyway?`
				: `${sentences.length} files may not give a transcript. Transcribe them anyway?`,
		),
		{
			modal: true,
			detail: redact(
				`${sentences.length === 1 ? "" : `${namedInDialog(sentences)}\n\n`}Nothing has been uploaded yet.`,
			),
		},
		...(isAll ? [anyway] : [anyway, skip]),
	);
	switch (choice) {
		case anyway:
			return files;
		case skip: {
			const skipped = new Set(doubtful.map(({ uri }) => uri));
			return new Map([...files].filter(([uri]) => !skipped.has(uri)));
		}
		default:
			return undefined;
	}
}
