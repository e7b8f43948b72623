import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { KeptTranscript, NewJob } from "../../engine/engine.ts";
import { localDay } from "../../engine/history/fileNames.ts";
import type { History } from "../../engine/history/history.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sameContent } from "../../engine/history/sameContent.ts";
import { dayLabel } from "../../support/historyText.ts";
import { namedInDialog } from "../transcribe/namedInDialog.ts";

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
			title: "Sidescribe: looking for earlier transcripts",
		},
		() => lookUp(jobs, history),
	);
	if (!isOne || found.size === 0) {
		return keptOf(found);
	}
	const use = { title: found.size === 1 ? "Use It" : "Use Them" };
	const again = { title: "Transcribe Again" };
	const choice = await vscode.window.showInformationMessage(
		titleOf(found),
		{ modal: true, detail: detailOf(found) },
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

function titleOf(found: ReadonlyMap<NewJob, Found>): string {
	const [first] = found.keys();
	return found.size === 1 && first
		? `${path.basename(first.source)} was transcribed before, with the same settings.`
		: `${found.size} recordings were transcribed before, with the same settings.`;
}

function detailOf(found: ReadonlyMap<NewJob, Found>): string {
	const today = localDay(new Date());
	const lines = [...found].map(([job, { record }]) => {
		const [name, was] = [job.source, record.source].map((file) =>
			path.basename(file),
		);
		const as = name === was ? "" : `, as ${was}`;
		return `${name}: ${dayLabel(record.day, today)}${as}`;
	});
	return `${namedInDialog(lines)}\n\nThat transcript can be used: nothing is sent, and nothing is charged.`;
}
