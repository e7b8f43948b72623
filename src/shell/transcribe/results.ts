import * as vscode from "vscode";
import type { Outcome } from "../../engine/events.ts";
import type { TranscribeResult } from "../api/sidescribe.d.ts";

export const CANCELLED = "The transcription was cancelled.";

/** The result for a recording that was not transcribed. @param message - why. */
export function withoutOutput(
	source: vscode.Uri,
	message: string,
): TranscribeResult {
	return { source, outputs: [], error: { message } };
}

/** What a command gives that a person has given up. */
export function givenUp(uris: readonly vscode.Uri[]): TranscribeResult[] {
	return uris.map((uri) => withoutOutput(uri, CANCELLED));
}

/** The result of a job. */
export function resultOf(
	source: vscode.Uri,
	{ state }: Pick<Outcome, "state">,
): TranscribeResult {
	switch (state.step) {
		case "done":
			return {
				source,
				outputs: state.outputs.map((output) => vscode.Uri.file(output)),
				transcriptId: state.transcriptId,
			};
		case "failed": {
			const { message, requestId, transcriptId } = state.failure;
			return {
				source,
				outputs: [],
				...(transcriptId !== undefined && { transcriptId }),
				error: { message, ...(requestId !== undefined && { requestId }) },
			};
		}
		case "cancelled":
			return withoutOutput(source, CANCELLED);
		default:
			return state satisfies never;
	}
}
