import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { readTranscriptOf } from "../../engine/transcriptsBeside.ts";
import { READING_ORDER } from "../api/api.ts";
import { plain } from "../plain.ts";
import { passageText } from "./passageText.ts";
import { workspaceFile } from "./workspaceFile.ts";

/** What a model asks for; `package.json` has the schema. */
export interface ReadInput {
	readonly filePath: string;
	/** From 1. */
	readonly startParagraph?: number;
}

/** Lets a language model read a transcript that is there. */
export class ReadTool implements vscode.LanguageModelTool<ReadInput> {
	prepareInvocation({
		input,
	}: vscode.LanguageModelToolInvocationPrepareOptions<ReadInput>): vscode.PreparedToolInvocation {
		return {
			invocationMessage: l10n.t(
				"Reading the transcript of {0}",
				plain(path.basename(input.filePath)),
			),
		};
	}

	async invoke(
		{
			input,
			tokenizationOptions,
		}: vscode.LanguageModelToolInvocationOptions<ReadInput>,
		token: vscode.CancellationToken,
	): Promise<vscode.LanguageModelToolResult> {
		const file = await workspaceFile(input.filePath);
		const found = await readTranscriptOf(file.fsPath, READING_ORDER);
		if (found === undefined) {
			throw new Error(
				`There is no transcript beside ${path.basename(file.fsPath)}. Where the user wants one, sidescribe_transcribe makes it.`,
			);
		}
		const first = input.startParagraph ?? 1;
		return new vscode.LanguageModelToolResult([
			new vscode.LanguageModelTextPart(
				await passageText(found, first, tokenizationOptions, token),
			),
		]);
	}
}
