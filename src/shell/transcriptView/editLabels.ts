import type { Edit } from "../../transcript/edits.ts";

/** What undo calls an edit. */
export function labelOf(edit: Edit): string {
	switch (edit.kind) {
		case "replaceWords":
			return "Correct Words";
		case "splitParagraph":
			return "Split Paragraph";
		case "joinParagraph":
			return "Join Paragraphs";
		case "nameSpeaker":
			return "Rename Speaker";
		case "setSpeaker":
			return "Change Speaker";
		case "mergeSpeakers":
			return "Merge Speakers";
		case "many":
			return "Edit Transcript";
		default:
			return edit satisfies never;
	}
}
