import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/*
 * Has `l10n.t` answer in VS Code's language. The shell and the transcript view
 * import this before all else, so that constants are in that language too. What
 * is shown goes through `@vscode/l10n` rather than `vscode.l10n`, so that rooms
 * without VS Code can speak; the texts are VS Code's, from `media/l10n`.
 */
if (vscode.l10n.bundle !== undefined) {
	l10n.config({ contents: vscode.l10n.bundle });
}
