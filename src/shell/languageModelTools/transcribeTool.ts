import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { publishedPrice } from "../../assemblyai/prices.ts";
import {
	readTranscriptOf,
	transcriptsBeside,
} from "../../engine/transcriptsBeside.ts";
import { listed } from "../../language/numbers.ts";
import { hasMediaExtension } from "../../media/extensions.ts";
import { lengthOf } from "../../media/length.ts";
import type { MediaReader } from "../../media/mediaReader.ts";
import { costInUsd } from "../../support/confirmText.ts";
import { inUnits } from "../../support/mediaText.ts";
import type { Redact } from "../../support/redact.ts";
import { hoursText } from "../../support/wording.ts";
import { type Api, READING_ORDER } from "../api/api.ts";
import { plain } from "../plain.ts";
import { extractAudio, pricePerHour, transcriptParams } from "../settings.ts";
import { passageText } from "./passageText.ts";
import { workspaceFile } from "./workspaceFile.ts";

/** What a model asks for; `package.json` has the schema. */
export interface TranscribeInput {
	readonly filePath: string;
	/** Although there is a transcript already. */
	readonly again?: boolean;
}

/** What the tool needs. */
export interface TranscribeToolParts {
	readonly api: Pick<Api, "transcribe">;
	readonly media: Pick<MediaReader, "examine">;
	readonly redact: Redact;
}

/** Lets a language model transcribe a file of the workspace, after a person has agreed: it costs money. */
export class TranscribeTool
	implements vscode.LanguageModelTool<TranscribeInput>
{
	readonly #parts: TranscribeToolParts;

	constructor(parts: TranscribeToolParts) {
		this.#parts = parts;
	}

	/** Where nothing is going to be sent, nobody is asked. */
	async prepareInvocation({
		input,
	}: vscode.LanguageModelToolInvocationPrepareOptions<TranscribeInput>): Promise<vscode.PreparedToolInvocation> {
		const name = plain(path.basename(input.filePath));
		const file = await recordingOf(input).catch(() => undefined);
		if (file === undefined || (await existingNames(file, input))) {
			return {
				invocationMessage: l10n.t("Looking for a transcript of {0}", name),
			};
		}
		return {
			invocationMessage: l10n.t("Transcribing {0}", name),
			confirmationMessages: {
				title: l10n.t("Transcribe {0}?", name),
				message: await this.#confirmation(file),
			},
		};
	}

	async invoke(
		{
			input,
			tokenizationOptions,
		}: vscode.LanguageModelToolInvocationOptions<TranscribeInput>,
		token: vscode.CancellationToken,
	): Promise<vscode.LanguageModelToolResult> {
		const file = await recordingOf(input);
		const there = await existingNames(file, input);
		if (there) {
			return textResult(
				`There is a transcript already: ${there}. Nothing was sent. sidescribe_readTranscript reads it; with “again” it is made anew.`,
			);
		}
		const [result] = await this.#parts.api.transcribe([file], { token });
		if (token.isCancellationRequested) {
			throw new vscode.CancellationError();
		}
		if (result === undefined || result.error !== undefined) {
			const why = result?.error?.message ?? "It was not sent.";
			throw new Error(this.#parts.redact(why));
		}
		const names = result.outputs.map(({ fsPath }) => path.basename(fsPath));
		const [first] = result.outputs;
		const read = first && (await readTranscriptOf(first.fsPath, READING_ORDER));
		const passage =
			read && (await passageText(read, 1, tokenizationOptions, token));
		return textResult(
			`The transcript was written beside the recording: ${listed(names, "en")}.\n\n${passage ?? ""}`,
		);
	}

	async #confirmation(file: vscode.Uri): Promise<vscode.MarkdownString> {
		const shown = vscode.workspace.asRelativePath(file);
		return new vscode.MarkdownString()
			.appendText(`${shown}${await this.#size(file)}`)
			.appendText(" ")
			.appendMarkdown(
				l10n.t(
					"is sent to AssemblyAI, which **charges your account** by its length. The transcript is written beside it.",
				),
			);
	}

	/** How large and long it is, and what that is likely to cost, as far as it is quickly known. */
	async #size(file: vscode.Uri): Promise<string> {
		try {
			const { media } = await this.#parts.media.examine(
				file.fsPath,
				{ extractAudio: extractAudio(file) },
				AbortSignal.timeout(EXAMINE_MS),
			);
			const length = lengthOf(media);
			return length === undefined
				? ` (${inUnits(media.size)})`
				: ` (${l10n.t("{0}, {1}, likely to cost {2}", inUnits(media.size), hoursText(length.seconds), costInUsd(costOf(file, length.seconds)))})`;
		} catch {
			// What is wrong with it shows when it is transcribed.
			return "";
		}
	}
}

/** In USD, an estimate. */
function costOf(file: vscode.Uri, seconds: number): number {
	const { speech_models } = transcriptParams(file);
	const price = pricePerHour() ?? publishedPrice(speech_models ?? []);
	return (seconds / 3600) * price;
}

/** A person does not wait longer for a question, in milliseconds. */
const EXAMINE_MS = 3000;

/** @throws Error in words for the model. */
async function recordingOf({ filePath }: TranscribeInput): Promise<vscode.Uri> {
	const file = await workspaceFile(filePath);
	if (!hasMediaExtension(file.path)) {
		throw new Error(
			`${path.basename(filePath)} is neither audio nor video that AssemblyAI takes.`,
		);
	}
	return file;
}

/** The names of transcripts that are there and will do. */
async function existingNames(
	file: vscode.Uri,
	{ again }: TranscribeInput,
): Promise<string | undefined> {
	const beside = again ? [] : await transcriptsBeside(file.fsPath);
	return beside.length === 0
		? undefined
		: listed(
				beside.map((each) => path.basename(each.file)),
				"en",
			);
}

function textResult(text: string): vscode.LanguageModelToolResult {
	return new vscode.LanguageModelToolResult([
		new vscode.LanguageModelTextPart(text),
	]);
}
