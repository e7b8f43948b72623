import * as path from "node:path";
import * as vscode from "vscode";
import type { SidescribeExports } from "./shell/api/sidescribe.d.ts";
import { registerHistoryTree } from "./shell/history/lazyTree.ts";
import { tellMediaWithTranscript } from "./shell/history/mediaWithTranscript.ts";
import { Integrations } from "./shell/integrations.ts";
import { lazily } from "./shell/lazily.ts";
import { lookForLeftJobs } from "./shell/leftJobs.ts";
import { tellProjectKind } from "./shell/projectKind.ts";
import { registerCommands } from "./shell/registerCommands.ts";
import { registerTranscriptView } from "./shell/transcriptView/register.ts";

/**
 * Registers, and loads nothing else: all that does the work is in a chunk of
 * its own, which the first command, or a job that was left unfinished, loads.
 */
export function activate(context: vscode.ExtensionContext): SidescribeExports {
	const journal = path.join(context.globalStorageUri.fsPath, "jobs");
	let made: vscode.LogOutputChannel | undefined;
	const channel = () => {
		made ??= vscode.window.createOutputChannel("Sidescribe", { log: true });
		return made;
	};
	const shell = lazily(async () => {
		const { Shell } = await import("./shell/main.ts");
		const started = await Shell.start(
			context,
			journal,
			channel(),
			integrations.tell,
		);
		context.subscriptions.push(started);
		return started;
	});
	const integrations = new Integrations(shell);
	context.subscriptions.push(
		integrations,
		registerCommands(shell),
		registerHistoryTree(shell),
		lookForLeftJobs(journal, async () => (await shell()).resume()),
	);
	tellMediaWithTranscript(context.workspaceState);
	tellProjectKind(context);
	registerTranscriptView(context, channel);
	return integrations.exports;
}
