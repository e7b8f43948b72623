import * as path from "node:path";
import * as vscode from "vscode";
import { hasEntries } from "./engine/journal.ts";
import { registerHistoryTree } from "./shell/history/lazyTree.ts";
import { tellMediaWithTranscript } from "./shell/history/mediaWithTranscript.ts";
import { lazily } from "./shell/lazily.ts";
import { tellProjectKind } from "./shell/projectKind.ts";
import { registerCommands } from "./shell/registerCommands.ts";
import { registerTranscriptView } from "./shell/transcriptView/register.ts";

/** How often the jobs of windows that crashed are looked for, in milliseconds. */
const LOOK_MS = 30_000;

/**
 * Registers, and loads nothing else: all that does the work is in a chunk of
 * its own, which the first command, or a job that was left unfinished, loads.
 */
export function activate(context: vscode.ExtensionContext): void {
	const journal = path.join(context.globalStorageUri.fsPath, "jobs");
	let made: vscode.LogOutputChannel | undefined;
	const channel = () => {
		made ??= vscode.window.createOutputChannel("Sidescribe", { log: true });
		return made;
	};
	const shell = lazily(async () => {
		const { Shell } = await import("./shell/main.ts");
		const started = await Shell.start(context, journal, channel());
		context.subscriptions.push(started);
		return started;
	});
	context.subscriptions.push(
		registerCommands(shell),
		registerHistoryTree(shell),
	);
	tellMediaWithTranscript(context.workspaceState);
	const resume = async () => {
		if (await hasEntries(journal)) {
			await (await shell()).resume();
		}
	};
	const timer = setInterval(() => void resume().catch(() => {}), LOOK_MS);
	context.subscriptions.push({ dispose: () => clearInterval(timer) });
	void resume().catch(() => {});
	tellProjectKind(context);
	registerTranscriptView(context, channel);
}
