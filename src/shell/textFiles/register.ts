import * as vscode from "vscode";
import type { TextFileFeatures } from "./features.ts";

/** Cheaply, what has no time stamp: most Markdown. */
const TIME = /\d:\d\d/;

/**
 * Registers what text files of transcripts can do. Nothing of it is loaded
 * before a file has what looks like a time, or a person renames something.
 */
export function registerTextFiles(
	context: vscode.ExtensionContext,
	features: () => Promise<TextFileFeatures>,
): void {
	const files = (endings: string) => ({
		scheme: "file",
		pattern: `**/*.{${endings}}`,
	});
	context.subscriptions.push(
		vscode.languages.registerDocumentLinkProvider(files("md,srt,vtt"), {
			provideDocumentLinks: async (document) =>
				TIME.test(document.getText())
					? (await features()).timeStampLinks(document)
					: [],
		}),
		vscode.languages.registerRenameProvider(files("md,txt,srt,vtt"), {
			prepareRename: async (document, position) =>
				(await features()).speakerRename.prepareRename(document, position),
			provideRenameEdits: async (document, position, name) =>
				(await features()).speakerRename.provideRenameEdits(
					document,
					position,
					name,
				),
		}),
	);
}
