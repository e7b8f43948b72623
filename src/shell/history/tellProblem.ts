import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { recordOf } from "../../engine/failureRecord.ts";
import { type HistoryRecord, jobOf } from "../../engine/history/record.ts";
import type { Job, OperationAtService } from "../../engine/job.ts";
import { shownSource } from "../../engine/source.ts";
import type { Told } from "../../language/language.ts";
import { explain } from "../../support/explain.ts";
import { plain } from "../plain.ts";
import type { HistoryParts } from "./parts.ts";

/** What a person had asked of the service, and why it was not done. */
interface FailedAtService {
	readonly operation: OperationAtService;
	readonly error: unknown;
}

/**
 * Says what could not be done with a transcript, and what to do.
 * @param what - a sentence without its point; names in it are not plain yet.
 * @returns whether it is to be tried again.
 */
export async function tellProblem(
	what: Told,
	{ operation, error }: FailedAtService,
	record: HistoryRecord,
	{ output, report }: Pick<HistoryParts, "output" | "report">,
): Promise<boolean> {
	const known = error instanceof Error ? error : new Error(String(error));
	const failure = {
		...recordOf(known, record.source, record.transcriptId),
		operation,
	};
	const { next, link } = explain(failure, record.source);
	output.write({
		level: "error",
		sentence: `${what.sentence}: ${failure.message}`,
		fields: {
			event: "historyFailure",
			job: record.spec.id,
			file: shownSource(record.source),
			...failure,
		},
	});
	const retry = l10n.t("Retry");
	const showOutput = l10n.t("Show Output");
	const copyReport = l10n.t("Copy Report for Support");
	const choice = await vscode.window.showErrorMessage(
		output.redact(
			`${plain(what.shown)} (“${plain(failure.message)}”). ${next} [${link.title}](${link.url})`,
		),
		retry,
		showOutput,
		copyReport,
	);
	switch (choice) {
		case showOutput:
			output.show();
			return false;
		case copyReport: {
			const job: Job = {
				...jobOf(record),
				state: {
					step: "failed",
					at: "waiting",
					failure,
					resume: { step: "checking" },
				},
			};
			await report.copy([job]);
			return false;
		}
		default:
			return choice === retry;
	}
}
