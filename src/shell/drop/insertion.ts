import * as vscode from "vscode";

/** So long after a drop a person may choose another of its edits, in milliseconds. */
const CHOICE_MS = 60_000;

/**
 * Calls back, once, when a text comes into a document at the place of a drop.
 * VS Code tells nobody which of a drop's edits was chosen, and does not resolve
 * them (1.139).
 */
export function whenInserted(
	text: string,
	document: vscode.TextDocument,
	position: vscode.Position,
	then: () => void,
): vscode.Disposable {
	const isIt = (change: vscode.TextDocumentContentChangeEvent) =>
		change.range.start.isEqual(position) &&
		change.text.replaceAll("\r\n", "\n") === text;
	const listener = vscode.workspace.onDidChangeTextDocument((event) => {
		if (event.document === document && event.contentChanges.some(isIt)) {
			stop();
			then();
		}
	});
	const timer = setTimeout(() => stop(), CHOICE_MS);
	const stop = () => {
		clearTimeout(timer);
		listener.dispose();
	};
	return { dispose: stop };
}
