import * as vscode from "vscode";

const CONTEXT = "sidescribe.isTypeScriptProject";

const SIGNS = ["tsconfig.json", "jsconfig.json", "package.json", "deno.json"];

/**
 * Tells the menus whether `.ts` is likely to be TypeScript here. AssemblyAI
 * takes MPEG transport streams of that name, but no programmer wants
 * “Transcribe” on each source file.
 */
export function tellProjectKind(context: vscode.ExtensionContext): void {
	const tell = async () => {
		const folders = vscode.workspace.workspaceFolders ?? [];
		const signs = folders.flatMap(({ uri }) =>
			SIGNS.map((sign) => exists(vscode.Uri.joinPath(uri, sign))),
		);
		const isProject = (await Promise.all(signs)).includes(true);
		await vscode.commands.executeCommand("setContext", CONTEXT, isProject);
	};
	context.subscriptions.push(
		vscode.workspace.onDidChangeWorkspaceFolders(() => void tell()),
	);
	void tell();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		return false;
	}
}
