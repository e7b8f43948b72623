import { copyFile, cp, readFile } from "node:fs/promises";
import * as path from "node:path";
import { installOnce } from "./installOnce.ts";
import { npm } from "./run.ts";

/** A VS Code from npm: the folder of its server, and its version. */
export interface VsCode {
	readonly folder: string;
	/** Such as `1.139.0`. */
	readonly version: string;
}

/**
 * The whole of VS Code as the npm package `code-server` carries it, pinned in
 * `npm/package-lock.json`. Nothing is compiled, so no compiler is needed.
 *
 * @param tell - called with one line where it has to be installed first.
 */
export async function installVsCode(
	tell: (line: string) => void,
): Promise<VsCode> {
	const manifests = path.join(import.meta.dirname, "npm");
	const pinned = await readJson<{ dependencies: Record<string, string> }>(
		path.join(manifests, "package.json"),
	);
	const name = `code-server-${pinned.dependencies["code-server"]}`;
	const installed = await installOnce(name, async (folder) => {
		tell("Installing VS Code from npm, once, in about half a minute …");
		await cp(manifests, folder, { recursive: true });
		await npm(["ci", "--ignore-scripts"], { cwd: folder });
		const server = serverFolder(folder);
		const install = ["install", "--omit=dev", "--ignore-scripts"];
		await npm(install, { cwd: server });
		await npm(install, { cwd: path.join(server, "extensions") });
		await replaceNativeLogger(server);
	});
	const folder = serverFolder(installed);
	const { version } = await readJson<{ version: string }>(
		path.join(folder, "package.json"),
	);
	return { folder, version };
}

function serverFolder(installed: string): string {
	return path.join(installed, "node_modules/code-server/lib/vscode");
}

/**
 * VS Code writes its logs, and with them log output channels, through a native
 * module that would have to be compiled; a few lines of JavaScript do for it.
 */
async function replaceNativeLogger(server: string): Promise<void> {
	await copyFile(
		path.join(import.meta.dirname, "spdlog.cjs"),
		path.join(server, "node_modules/@vscode/spdlog/index.js"),
	);
}

async function readJson<T>(file: string): Promise<T> {
	return JSON.parse(await readFile(file, "utf8")) as T;
}
