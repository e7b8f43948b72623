import * as l10n from "@vscode/l10n";
import type { Edit } from "../../transcript/edits.ts";

/** What undo calls an edit. */
export function labelOf(edit: Edit): string {
	switch (edit.kind) {
		case "replaceWords":
			return l10n.t("Correct Words");
		case "splitParagraph":
			return l10n.t("Split Paragraph");
		case "joinParagraph":
			return l10n.t("Join Paragraphs");
		case "nameSpeaker":
			return l10n.t("Rename Speaker");
		case "setSpeaker":
			return l10n.t("Change Speaker");
		case "mergeSpeakers":
			return l10n.t("Merge Speakers");
		case "many":
			return l10n.t("Edit Transcript");
		default:
			return edit satisfies never;
	}
}
