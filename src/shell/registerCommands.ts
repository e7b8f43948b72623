import * as vscode from "vscode";
import {
	COMMANDS,
	type CommandHandlers,
	HISTORY_COMMANDS,
	type HistoryHandlers,
} from "./commands.ts";

type Handlers = CommandHandlers & { readonly history: HistoryHandlers };

/** Registers all commands; the first that is run loads what runs it. */
export function registerCommands(
	shell: () => Promise<Handlers>,
): vscode.Disposable {
	const register = (name: string, run: (args: unknown[]) => unknown) =>
		vscode.commands.registerCommand(`sidescribe.${name}`, (...args) =>
			run(args),
		);
	return vscode.Disposable.from(
		...COMMANDS.map((name) =>
			register(name, async (args) => (await shell())[name](args)),
		),
		...HISTORY_COMMANDS.map((name) =>
			register(name, async (args) => (await shell()).history[name](args)),
		),
	);
}
