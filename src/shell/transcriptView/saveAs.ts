import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import type { TranscriptDocument } from "../../transcript/document.ts";
import { endingOf, FORMATS, render } from "../../transcript/formats.ts";

/**
 * A transcript's text for another file: as its own file would hold it where
 * both have one ending, else in the format that the new name asks for.
 *
 * @throws an error with a sentence for people, where a name asks for none.
 */
export function renderedFor(
	name: string,
	destination: string,
	document: TranscriptDocument,
): string {
	const wanted = path.basename(destination).toLowerCase();
	if (path.extname(wanted) === path.extname(name).toLowerCase()) {
		return document.text;
	}
	const format = FORMATS.find((each) => wanted.endsWith(endingOf(each)));
	if (format === undefined) {
		const endings = FORMATS.map(endingOf).join(", ");
		throw new Error(
			l10n.t(
				"{0} was not written: its name must end with one of {1}.",
				path.basename(destination),
				endings,
			),
		);
	}
	return render(format, document.transcript);
}
