import { hasCode } from "../../files/write.ts";
import { NoTranscript } from "../../transcript/json.ts";
import { TooLarge } from "./disk.ts";

/** Why a transcript cannot be shown, in words for the editor's place. */
export function unreadable(name: string, error: unknown): unknown {
	if (error instanceof NoTranscript) {
		return new Error(
			`${name} cannot be shown as a transcript. ${error.message} Choose View: Reopen Editor With… and Text Editor to see what is in it.`,
			{ cause: error },
		);
	}
	if (error instanceof TooLarge) {
		return new Error(`${name} is too large to be shown.`, { cause: error });
	}
	if (hasCode(error, "ENOENT", "ENOTDIR")) {
		return new Error(`${name} is not there any more.`, { cause: error });
	}
	return error;
}
