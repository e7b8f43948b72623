import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { KeptTranscript, NewJob } from "../../engine/engine.ts";
import { localDay } from "../../engine/history/fileNames.ts";
import type { History } from "../../engine/history/history.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sameContent } from "../../engine/history/sameContent.ts";
import { dayLabel } from "../../support/historyText.ts";

type Kept = ReadonlyMap<NewJob, KeptTranscript>;

/**
 * Offers the transcript of a recording with the same content and settings, so
 * that nothing is paid for twice. Those of many are taken without a question:
 * who adds a format, or moves a folder, does not want to pay for it.
 *
 * @param isOne - whether the command is for one recording alone.
 * @returns those to be used; absent where the whole command is given up.
 */
export async function offerKept(
	jobs: readonly NewJob[],
	history: History,
	isOne: boolean,
): Promise<Kept | undefined> {
	const found = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Window,
			title: l10n.t("Sidescribe: looking for earlier transcripts"),
		},
		() => lookUp(jobs, history),
	);
	const [first] = found;
	if (!isOne || first === undefined) {
		return keptOf(found);
	}
	const use = { title: l10n.t("Use It") };
	const again = { title: l10n.t("Transcribe Again") };
	const [job, { record }] = first;
	const choice = await vscode.window.showInformationMessage(
		l10n.t(
			"{0} was transcribed before, with the same settings.",
			path.basename(job.source),
		),
		{ modal: true, detail: detailOf(job, record) },
		use,
		again,
	);
	switch (choice) {
		case use:
			return keptOf(found);
		case again:
			return new Map();
		default:
			return undefined;
	}
}

function keptOf(found: ReadonlyMap<NewJob, Found>): Kept {
	return new Map([...found].map(([job, { kept }]) => [job, kept]));
}

interface Found {
	readonly record: HistoryRecord;
	readonly kept: KeptTranscript;
}

async function lookUp(
	jobs: readonly NewJob[],
	history: History,
): Promise<Map<NewJob, Found>> {
	const found = new Map<NewJob, Found>();
	const { signal } = new AbortController();
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

function detailOf(job: NewJob, record: HistoryRecord): string {
	const [name, was] = [job.source, record.source].map((file) =>
		path.basename(file),
	);
	const day = dayLabel(record.day, localDay(new Date()));
	const which =
		name === was
			? l10n.t("{0}: {1}", name ?? "", day)
			: l10n.t("{0}: {1}, as {2}", name ?? "", day, was ?? "");
	const offer = l10n.t(
		"That transcript can be used: nothing is sent, and nothing is charged.",
	);
	return `${which}\n\n${offer}`;
}
