import * as vscode from "vscode";

/**
 * Whether any of some files is being edited, and is not saved: as text, or in
 * the transcript view.
 * @param files - absolute paths.
 */
export function isDirty(files: readonly string[]): boolean {
	const wanted = new Set(files);
	return (
		vscode.workspace.textDocuments.some(
			({ isDirty, uri }) => isDirty && wanted.has(uri.fsPath),
		) ||
		vscode.window.tabGroups.all
			.flatMap(({ tabs }) => tabs)
			.some(
				({ isDirty, input }) =>
					isDirty &&
					input instanceof vscode.TabInputCustom &&
					wanted.has(input.uri.fsPath),
			)
	);
}
