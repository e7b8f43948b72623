import { readFile } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sourceName, sourceRecord } from "../../engine/source.ts";
import { endingOf } from "../../transcript/formats.ts";
import { fromJson } from "../../transcript/json.ts";
import type { SavedTranscript } from "../../transcript/savedTranscript.ts";
import type { HistoryParts } from "./parts.ts";

/**
 * A transcript of the history, as a person has edited it where it was written
 * as JSON; else the service's answer, from the history's copy or from the
 * service. None of it is charged.
 *
 * @returns absent where a person has had enough of waiting for the service.
 * @throws what the service answers where no copy is left.
 */
export async function savedTranscriptOf(
	record: HistoryRecord,
	{ engine, history }: Pick<HistoryParts, "engine" | "history">,
): Promise<SavedTranscript | undefined> {
	const edited = await fromFile(record);
	if (edited !== undefined) {
		return edited;
	}
	const transcript =
		(await history.copyOf(record)) ?? (await fetched(record, engine));
	return (
		transcript && {
			transcript,
			source: sourceRecord(record),
			transcribedAt: record.spec.createdAt,
		}
	);
}

async function fromFile(
	record: HistoryRecord,
): Promise<SavedTranscript | undefined> {
	const file = record.outputs.find((output) =>
		output.path.endsWith(endingOf("json")),
	);
	if (file === undefined) {
		return undefined;
	}
	try {
		const text = await readFile(file.path, "utf8");
		const saved = fromJson(text, sourceName(record.source));
		// Another transcript may stand there by now.
		return saved.transcript.id === record.transcriptId ? saved : undefined;
	} catch {
		// Gone, or made into something else: there is the copy.
		return undefined;
	}
}

async function fetched(record: HistoryRecord, engine: HistoryParts["engine"]) {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: l10n.t(
			"Fetching the transcript of {0} from AssemblyAI (no charge)",
			sourceName(record.source),
		),
		cancellable: true,
	};
	const stop = new AbortController();
	try {
		return await vscode.window.withProgress(options, (_, token) => {
			token.onCancellationRequested(() => stop.abort());
			return engine.atService.transcript(record, stop.signal);
		});
	} catch (error) {
		if (stop.signal.aborted) {
			return undefined;
		}
		throw error;
	}
}
