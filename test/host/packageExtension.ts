import { access, readFile } from "node:fs/promises";
import * as path from "node:path";
import { PROJECT } from "./folders.ts";
import { npm } from "./run.ts";

/** Makes the package that people install, and resolves to its path. */
export async function packageExtension(): Promise<string> {
	await npm(["run", "package"], { cwd: PROJECT });
	return packagedExtension();
}

/**
 * The package that people install.
 * @throws where `npm run package` has not made it yet.
 */
export async function packagedExtension(): Promise<string> {
	const { name, version } = JSON.parse(
		await readFile(path.join(PROJECT, "package.json"), "utf8"),
	) as { name: string; version: string };
	const file = path.join(PROJECT, `${name}-${version}.vsix`);
	await access(file);
	return file;
}
