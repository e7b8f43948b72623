import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { resolveCliArgsFromVSCodeExecutablePath } from "@vscode/test-electron";
import { findDesktop } from "../host/desktop.ts";
import { run } from "../host/run.ts";

/** What the desktop VS Code is opened with. */
export interface DesktopOptions {
	readonly vsix: string;
	readonly settings: Readonly<Record<string, unknown>>;
	readonly env: Readonly<Record<string, string>>;
	readonly folder: string;
	readonly tell: (line: string) => void;
}

/**
 * Opens the desktop VS Code with a profile of its own, and waits until it is closed.
 *
 * @returns false where there is no display, or it cannot be downloaded.
 */
export async function openDesktop(options: DesktopOptions): Promise<boolean> {
	const executable = await findDesktop(options.tell);
	if (executable === undefined) {
		return false;
	}
	const profile = await mkdtemp(path.join(tmpdir(), "sidescribe-desktop-"));
	try {
		const user = path.join(profile, "data/User");
		await mkdir(user, { recursive: true });
		await writeFile(
			path.join(user, "settings.json"),
			JSON.stringify(options.settings),
		);
		const [cli = "", ...args] =
			resolveCliArgsFromVSCodeExecutablePath(executable);
		const own = [
			...args.filter((arg) => !arg.startsWith("--extensions-dir")),
			`--user-data-dir=${path.join(profile, "data")}`,
			`--extensions-dir=${path.join(profile, "extensions")}`,
		];
		await run(cli, [...own, "--install-extension", options.vsix], {
			cwd: profile,
		});
		const window = spawn(
			executable,
			[...own, "--disable-workspace-trust", options.folder],
			{ env: { ...process.env, ...options.env }, stdio: "ignore" },
		);
		options.tell("VS Code is open; closing it ends this.");
		await once(window, "exit");
		return true;
	} finally {
		await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}
