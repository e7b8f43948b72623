import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import {
	type HistoryRecord,
	isAtService,
} from "../../engine/history/record.ts";
import { sourceName } from "../../engine/source.ts";
import { inBoth } from "../../language/language.ts";
import { grouped } from "../../language/numbers.ts";
import { detailWith } from "../transcribe/namedInDialog.ts";
import type { HistoryParts } from "./parts.ts";
import { tellProblem } from "./tellProblem.ts";

/** Deletes transcripts at the service, after a person was asked once for all. */
export async function deleteAtService(
	records: readonly HistoryRecord[],
	parts: HistoryParts,
): Promise<void> {
	const there = records.filter(isAtService);
	if (there.length > 0 && (await isMeant(there))) {
		await deleteAll(there, parts);
	}
}

async function isMeant(records: readonly HistoryRecord[]): Promise<boolean> {
	const names = records.map(({ source }) => sourceName(source));
	const remove = { title: l10n.t("Delete at AssemblyAI") };
	const choice = await vscode.window.showWarningMessage(
		names.length === 1
			? l10n.t("Delete the transcript of {0} at AssemblyAI?", names[0] ?? "")
			: l10n.t("Delete {0} transcripts at AssemblyAI?", grouped(names.length)),
		{
			modal: true,
			detail: detailWith(
				names,
				l10n.t(
					"AssemblyAI deletes the text and the recording that was uploaded, for good. Your files stay, and so does the copy in this list: it can still be exported.",
				),
			),
		},
		remove,
	);
	return choice === remove;
}

async function deleteAll(
	records: readonly HistoryRecord[],
	parts: HistoryParts,
): Promise<void> {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: l10n.t("Deleting at AssemblyAI"),
		cancellable: true,
	};
	const stop = new AbortController();
	const failed = await vscode.window.withProgress(
		options,
		async (progress, token) => {
			token.onCancellationRequested(() => stop.abort());
			const problems: { record: HistoryRecord; error: unknown }[] = [];
			for (const record of records) {
				progress.report({ message: sourceName(record.source) });
				try {
					await parts.engine.atService.delete(record, stop.signal);
				} catch (error) {
					problems.push({ record, error });
				}
			}
			return problems;
		},
	);
	const [first] = failed;
	if (first === undefined || stop.signal.aborted) {
		return;
	}
	const name = sourceName(first.record.source);
	const what = inBoth((say) =>
		failed.length === 1
			? say("The transcript of {0} could not be deleted at AssemblyAI", name)
			: say(
					"{0} transcripts could not be deleted at AssemblyAI",
					failed.length,
				),
	);
	const problem = { operation: "deleting", error: first.error } as const;
	if (await tellProblem(what, problem, first.record, parts)) {
		await deleteAll(
			failed.map(({ record }) => record),
			parts,
		);
	}
}
