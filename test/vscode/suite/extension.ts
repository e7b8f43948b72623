import assert from "node:assert/strict";
import * as vscode from "vscode";

interface Manifest {
	readonly contributes: {
		readonly commands: readonly {
			readonly command: string;
			readonly category: string;
		}[];
		readonly menus: {
			readonly commandPalette: readonly { readonly command: string }[];
		};
	};
}

/** The extension, once it is active. */
export async function activated(): Promise<vscode.Extension<unknown>> {
	const extension = vscode.extensions.getExtension("sidescribe.sidescribe");
	assert(extension !== undefined, "the extension is installed");
	await extension.activate();
	return extension;
}

/** Its `package.json`, as VS Code read it. */
export async function manifest(): Promise<Manifest> {
	return (await activated()).packageJSON as Manifest;
}
