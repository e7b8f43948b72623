import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { KeptTranscript, NewJob } from "../../engine/engine.ts";
import { partOf } from "../../engine/fileOrigin.ts";
import { localDay } from "../../engine/history/fileNames.ts";
import type { History } from "../../engine/history/history.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sameContent } from "../../engine/history/sameContent.ts";
import { dayLabel } from "../../support/historyText.ts";
import { withPart } from "../../support/partText.ts";
import type { Redact } from "../../support/redact.ts";
import { looking } from "./look.ts";

/** A transcript of the same content with the same options, that costs nothing. */
export interface Found {
	readonly record: HistoryRecord;
	readonly kept: KeptTranscript;
}

/**
 * The transcripts that the history keeps of recordings with the same content
 * and options, so that nothing is paid for twice.
 *
 * @returns absent where a person stops the search.
 */
export async function keptTranscripts(
	jobs: readonly NewJob[],
	history: History,
): Promise<ReadonlyMap<NewJob, Found> | undefined> {
	return jobs.length === 0
		? new Map()
		: looking(l10n.t("Looking for earlier transcripts"), ({ signal }) =>
				lookUp(jobs, history, signal),
			);
}

/** What a person says to an earlier transcript. */
export type KeptAnswer = "use" | "again" | "giveUp";

/** Asks whether an earlier transcript is to be used, where only one recording is meant. */
export async function askAboutKept(
	recording: string,
	record: HistoryRecord,
	redact: Redact,
): Promise<KeptAnswer> {
	const use = { title: l10n.t("Use It") };
	const again = { title: l10n.t("Transcribe Again") };
	const choice = await vscode.window.showInformationMessage(
		redact(
			l10n.t(
				"{0} was transcribed before, with the same options.",
				withPart(path.basename(recording), partOf(record.spec.params)),
			),
		),
		{ modal: true, detail: redact(detailOf(recording, record)) },
		use,
		again,
	);
	return choice === undefined ? "giveUp" : choice === use ? "use" : "again";
}

async function lookUp(
	jobs: readonly NewJob[],
	history: History,
	signal: AbortSignal,
): Promise<Map<NewJob, Found>> {
	const found = new Map<NewJob, Found>();
	for (const [job, record] of await sameContent(jobs, history, signal)) {
		// What is not on this machine any more may be nowhere.
		const transcript = await history.copyOf(record);
		if (transcript !== undefined) {
			const { sha256, requestId } = record;
			const facts = await stat(job.source).catch(() => undefined);
			const kept = {
				transcript,
				...(facts && {
					file: { size: facts.size, modifiedMs: facts.mtimeMs },
				}),
				...(sha256 !== undefined && { sha256 }),
				...(requestId !== undefined && { requestId }),
			};
			found.set(job, { record, kept });
		}
	}
	return found;
}

function detailOf(recording: string, record: HistoryRecord): string {
	const [name, was] = [recording, record.source].map((file) =>
		path.basename(file),
	);
	const day = dayLabel(record.day, localDay(new Date()));
	const when =
		name === was
			? l10n.t("When: {0}.", day)
			: l10n.t("When: {0}, as {1}.", day, was ?? "");
	return `${when}\n\n${l10n.t("That transcript can be used: nothing is sent, and nothing is charged.")}`;
}
