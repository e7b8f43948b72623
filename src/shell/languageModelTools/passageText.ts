import * as path from "node:path";
import type * as vscode from "vscode";
import type { ReadFile } from "../../engine/transcriptsBeside.ts";
import { passageOf } from "../../transcript/passage.ts";

/** Where nobody says how much a model takes, in tokens. */
const USUAL_BUDGET = 8000;

/** What stands around a passage, in tokens. */
const FRAME = 150;

/** English has some four characters a token. */
const CHARS_PER_TOKEN = 4;

/**
 * A part of a transcript for a language model, within the tokens that it may
 * take, and where to go on.
 *
 * @param first - number of the paragraph to begin with, from 1.
 */
export async function passageText(
	{ file, paragraphs, language }: ReadFile,
	first: number,
	options: vscode.LanguageModelToolTokenizationOptions | undefined,
	token: vscode.CancellationToken,
): Promise<string> {
	const { tokenBudget = USUAL_BUDGET, countTokens = estimated } = options ?? {};
	const passage = await passageOf(
		paragraphs,
		first,
		Math.max(1, tokenBudget - FRAME),
		(text) => countTokens(text, token),
	);
	const known = language === undefined ? "" : `, language ${language}`;
	const all =
		passage.first === 1 && passage.last === passage.of
			? "This is all of it."
			: `These are paragraphs ${passage.first} to ${passage.last} of ${passage.of}.`;
	const more =
		passage.last < passage.of
			? ` Call again with startParagraph ${passage.last + 1} for more.`
			: "";
	return `${path.basename(file)}${known}:\n\n${passage.text}\n\n${all}${more}`;
}

async function estimated(text: string): Promise<number> {
	return text.length / CHARS_PER_TOKEN;
}
