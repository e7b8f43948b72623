import { rm } from "node:fs/promises";
import * as vscode from "vscode";
import { SHOWN_TRANSCRIPT, VIEW_COMMANDS } from "../commands.ts";
import { lazily } from "../lazily.ts";
import { registerTextFiles } from "../textFiles/register.ts";
import type { TranscriptView } from "./main.ts";
import type { OpenTranscript } from "./openTranscript.ts";
import {
	OTHERS_VIEW,
	TRANSCRIPT_VIEW,
	VIEW_TYPES,
	type ViewType,
} from "./viewTypes.ts";

/** Tells VS Code what happens to documents: of each view type its own, as it looks for a document there alone. */
export type Changes = Readonly<
	Record<
		ViewType,
		vscode.EventEmitter<
			| vscode.CustomDocumentEditEvent<OpenTranscript>
			| vscode.CustomDocumentContentChangeEvent<OpenTranscript>
		>
	>
>;

/**
 * Registers the transcript view and what goes with it. All that does the work
 * is in a chunk of its own, which is loaded when it is first needed.
 *
 * @param channel - the output channel.
 */
export function registerTranscriptView(
	context: vscode.ExtensionContext,
	channel: () => vscode.LogOutputChannel,
): void {
	const changes: Changes = {
		[TRANSCRIPT_VIEW]: new vscode.EventEmitter(),
		[OTHERS_VIEW]: new vscode.EventEmitter(),
	};
	const view = lazily(async () => {
		const { TranscriptView } = await import("./main.ts");
		const made = new TranscriptView(context, changes, channel);
		context.subscriptions.push(made);
		return made;
	});
	const editors = VIEW_TYPES.map((viewType) =>
		vscode.window.registerCustomEditorProvider(
			viewType,
			provider(viewType, view, changes[viewType].event),
			{
				supportsMultipleEditorsPerDocument: true,
				// Playback goes on, and the place in the text stays.
				webviewOptions: { retainContextWhenHidden: true },
			},
		),
	);
	const commands = VIEW_COMMANDS.map((name) =>
		vscode.commands.registerCommand(
			`sidescribe.${name}`,
			async (...args: unknown[]) => (await view())[name](args),
		),
	);
	const shown = vscode.commands.registerCommand(
		SHOWN_TRANSCRIPT,
		async (...args: unknown[]) => (await view()).shownTranscript(args),
	);
	const links = vscode.window.registerUriHandler({
		handleUri: async (uri) => (await view()).openLink(uri),
	});
	context.subscriptions.push(
		...Object.values(changes),
		...editors,
		...commands,
		shown,
		links,
	);
	registerTextFiles(context, view);
}

/** What VS Code asks of an editor, passed on to the chunk. */
function provider(
	viewType: ViewType,
	view: () => Promise<TranscriptView>,
	event: Changes[ViewType]["event"],
): vscode.CustomEditorProvider<OpenTranscript> {
	return {
		onDidChangeCustomDocument: event,
		openCustomDocument: async (uri, { backupId }) =>
			(await view()).open(uri, viewType, backupId),
		resolveCustomEditor: async (open, panel) =>
			(await view()).show(open, panel),
		saveCustomDocument: (open) => open.save(),
		saveCustomDocumentAs: (open, destination) => open.saveAs(destination),
		revertCustomDocument: (open) => open.revert(),
		backupCustomDocument: async (open, { destination }) => {
			await open.backup(destination);
			return {
				id: destination.toString(),
				// Its place may have gone with others already.
				delete: () =>
					void rm(destination.fsPath, { force: true }).catch(() => {}),
			};
		},
	};
}
