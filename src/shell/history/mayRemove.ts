import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { holdsTranscript, mayHavePaid } from "../../engine/failedJobs.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import type { Job } from "../../engine/job.ts";
import { sourceName } from "../../engine/source.ts";
import type { Redact } from "../../support/redact.ts";
import { detailWith } from "../transcribe/namedInDialog.ts";

/** Asks where something would be lost that is nowhere else, or that is paid for. */
export async function mayRemove(
	records: readonly HistoryRecord[],
	jobs: readonly Job[],
	redact: Redact,
): Promise<boolean> {
	const lost = [
		...records.filter(({ deletedAt }) => deletedAt !== undefined),
		...jobs.filter(holdsTranscript).map(({ spec }) => spec),
	];
	const paid = jobs
		.filter((job) => mayHavePaid(job) && !holdsTranscript(job))
		.map(({ spec }) => spec);
	const names = [...lost, ...paid].map(({ source }) => sourceName(source));
	const [first] = names;
	if (first === undefined) {
		return true;
	}
	const remove = { title: l10n.t("Remove") };
	const choice = await vscode.window.showWarningMessage(
		redact(
			names.length === 1
				? l10n.t("Remove {0} from the list?", first)
				: l10n.t("Remove {0} transcripts from the list?", names.length),
		),
		{
			modal: true,
			detail: redact(
				detailWith(
					names,
					[
						...(lost.length === 0 ? [] : [lostText()]),
						...(paid.length === 0 ? [] : [paidText()]),
					].join("\n\n"),
				),
			),
		},
		remove,
	);
	return choice === remove;
}

function lostText(): string {
	return l10n.t(
		"The list holds what AssemblyAI no longer has, or what could not be written yet. Other formats could not be exported any more. Files that were written stay.",
	);
}

function paidText(): string {
	return l10n.t(
		"AssemblyAI may have a transcript that is charged already, and that Retry would get. Once it is removed here, transcribing the recording again is charged again.",
	);
}
