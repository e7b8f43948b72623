import * as path from "node:path";
import * as vscode from "vscode";
import type { SidescribeExports } from "./shell/api/sidescribe.d.ts";
import { COMMANDS } from "./shell/commands.ts";
import { Integrations } from "./shell/integrations.ts";
import { lazily } from "./shell/lazily.ts";
import { lookForLeftJobs } from "./shell/leftJobs.ts";
import { tellProjectKind } from "./shell/projectKind.ts";

/**
 * Registers, and loads nothing else: all that does the work is in a chunk of
 * its own, which the first command, or a job that was left unfinished, loads.
 */
export function activate(context: vscode.ExtensionContext): SidescribeExports {
	const journal = path.join(context.globalStorageUri.fsPath, "jobs");
	const shell = lazily(async () => {
		const { Shell } = await import("./shell/main.ts");
		const started = await Shell.start(context, journal, integrations.tell);
		context.subscriptions.push(started);
		return started;
	});
	const integrations = new Integrations(shell);
	context.subscriptions.push(integrations);
	for (const name of COMMANDS) {
		const run = async (...args: unknown[]) => (await shell())[name](args);
		context.subscriptions.push(
			vscode.commands.registerCommand(`sidescribe.${name}`, run),
		);
	}
	context.subscriptions.push(
		lookForLeftJobs(journal, async () => (await shell()).resume()),
	);
	tellProjectKind(context);
	return integrations.exports;
}
