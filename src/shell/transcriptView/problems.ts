import * as l10n from "@vscode/l10n";
import { hasCode } from "../../files/write.ts";
import { NoTranscript } from "../../transcript/json.ts";
import { TooLarge } from "./disk.ts";

/** Why a transcript cannot be shown, in words for the editor's place. */
export function unreadable(name: string, error: unknown): unknown {
	if (error instanceof NoTranscript) {
		return new Error(
			l10n.t(
				"{0} cannot be shown as a transcript. {1} Choose View: Reopen Editor With… and Text Editor to see what is in it.",
				name,
				error.message,
			),
			{ cause: error },
		);
	}
	if (error instanceof TooLarge) {
		return new Error(l10n.t("{0} is too large to be shown.", name), {
			cause: error,
		});
	}
	if (hasCode(error, "ENOENT", "ENOTDIR")) {
		return new Error(l10n.t("{0} is not there any more.", name), {
			cause: error,
		});
	}
	return error;
}
