import * as path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { HOST_FOLDER } from "./folders.ts";

/**
 * The desktop VS Code, downloaded on first use. Resolves to its executable;
 * to nothing, after a line why, where there is no display or no way to it.
 */
export async function findDesktop(
	tell: (line: string) => void,
): Promise<string | undefined> {
	if (!hasDisplay()) {
		tell("The desktop VS Code is not used: there is no display.");
		return undefined;
	}
	try {
		return await downloadAndUnzipVSCode({
			cachePath: path.join(HOST_FOLDER, "desktop"),
		});
	} catch (error) {
		tell(
			`The desktop VS Code cannot be downloaded (${error instanceof Error ? error.message : error}).`,
		);
		return undefined;
	}
}

/** Whether windows can be shown here. */
function hasDisplay(): boolean {
	return (
		process.platform === "win32" ||
		process.platform === "darwin" ||
		Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
	);
}
