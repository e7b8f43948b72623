import * as path from "node:path";
import * as vscode from "vscode";

/**
 * The file that a language model means; only those of the workspace, whatever
 * it was talked into.
 *
 * @param filePath - absolute, or relative to a folder of the workspace.
 * @throws Error in words for the model.
 */
export async function workspaceFile(filePath: string): Promise<vscode.Uri> {
	const folders = vscode.workspace.workspaceFolders ?? [];
	const candidates = path.isAbsolute(filePath)
		? [vscode.Uri.file(path.normalize(filePath))]
		: folders.map(({ uri }) => vscode.Uri.joinPath(uri, filePath));
	const inside = candidates.filter((uri) =>
		vscode.workspace.getWorkspaceFolder(uri),
	);
	for (const uri of inside) {
		if (await isFile(uri)) {
			return uri;
		}
	}
	throw new Error(
		inside.length === 0
			? `${filePath} is not in the workspace.`
			: `There is no file ${filePath} in the workspace.`,
	);
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
	try {
		const { type } = await vscode.workspace.fs.stat(uri);
		return (type & vscode.FileType.File) !== 0;
	} catch {
		return false;
	}
}
