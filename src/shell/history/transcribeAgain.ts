import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { NewJob } from "../../engine/engine.ts";
import { againOf } from "../../engine/history/again.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { filesOf } from "../../engine/outputPlan.ts";
import { sourceName } from "../../engine/source.ts";
import { plain } from "../plain.ts";
import { followJobs } from "../progress.ts";
import type { Comparisons } from "./comparisons.ts";
import { confirmAgain } from "./confirmAgain.ts";
import { isDirty } from "./isDirty.ts";
import { locate } from "./locate.ts";
import type { HistoryParts } from "./parts.ts";

/**
 * Transcribes recordings of the history anew, with the settings kept with each.
 * What a person has edited stays, and is shown beside the new transcript.
 */
export async function transcribeAgain(
	records: readonly HistoryRecord[],
	parts: HistoryParts,
	comparisons: Comparisons,
): Promise<void> {
	const located = await locateAll(records, parts);
	if (located.length === 0 || !(await confirmAgain(located, parts.output))) {
		return;
	}
	const jobs = await Promise.all(located.map((each) => jobOf(each, parts)));
	const { engine, outcomes, output } = parts;
	const { ended } = await followJobs(
		engine,
		{
			sources: jobs.map(({ source }) => source),
			begin: () => engine.start(jobs),
		},
		output.redact,
	);
	const told = await Promise.all(ended.map((each) => comparisons.show(each)));
	outcomes.tell(ended.filter((_, index) => !told[index]));
}

/** Those that can be sent again, after a word about the others. */
async function locateAll(
	records: readonly HistoryRecord[],
	parts: HistoryParts,
): Promise<HistoryRecord[]> {
	const all: HistoryRecord[] = [];
	for (const record of records) {
		const located = await locate(record, parts);
		if (located?.hadSecrets) {
			vscode.window.showWarningMessage(
				l10n.t(
					"{0} came from an address with a secret in it, which is not kept. Use Transcribe from URL with the whole address.",
					plain(sourceName(record.source)),
				),
			);
		} else if (located !== undefined) {
			all.push(located);
		}
	}
	return all;
}

async function jobOf(
	record: HistoryRecord,
	{ history }: HistoryParts,
): Promise<NewJob> {
	const { size } = record;
	const others = size === undefined ? [] : await history.ofSize(size);
	const written = [record, ...others].flatMap(({ outputs }) => outputs);
	const job = againOf(
		record,
		written.map(({ sha256 }) => sha256),
	);
	const files = job.output.insteadOf ?? filesOf(job.output);
	if (!isDirty(files)) {
		return job;
	}
	// What is being edited counts as edited, though it is not saved yet.
	return { ...job, output: { ...job.output, unedited: [] } };
}
