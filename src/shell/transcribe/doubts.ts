import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped } from "../../language/numbers.ts";
import {
	type Doubt,
	doubtAbout,
	type MediaFacts,
} from "../../media/inspection.ts";
import type { Redact } from "../../support/redact.ts";
import { detailWith } from "./namedInDialog.ts";

const SENTENCES: Record<Doubt, (name: string) => string> = {
	gaveUp: (name) =>
		l10n.t("{0} could not be examined safely; it may be damaged.", name),
	damaged: (name) => l10n.t("{0} seems to be damaged.", name),
	cutShort: (name) =>
		l10n.t("{0} seems to be cut short: it ends before it says it does.", name),
	noAudioSeen: (name) => l10n.t("{0} seems to have no audio track.", name),
	silent: (name) => l10n.t("{0} is silent from beginning to end.", name),
	faint: (name) =>
		l10n.t(
			"{0} is almost silent: nothing in it is loud enough to be speech.",
			name,
		),
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
	const sentences = doubtful.map(({ uri, doubt }) =>
		SENTENCES[doubt](path.basename(uri.path)),
	);
	const anyway = { title: l10n.t("Transcribe Anyway") };
	const skip = { title: l10n.t("Skip These") };
	const choice = await vscode.window.showWarningMessage(
		redact(
			sentences.length === 1
				? l10n.t("{0} Transcribe it anyway?", sentences[0] ?? "")
				: l10n.t(
						"{0} files may not give a transcript. Transcribe them anyway?",
						grouped(sentences.length),
					),
		),
		{
			modal: true,
			detail: redact(
				detailWith(sentences, l10n.t("Nothing has been uploaded yet.")),
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
