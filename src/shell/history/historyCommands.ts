import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress } from "../../address/address.ts";
import { exportableOf } from "../../engine/history/exportable.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { isRunning, type Job, transcriptIdOf } from "../../engine/job.ts";
import type { SavedTranscript } from "../../transcript/savedTranscript.ts";
import { type HistoryHandlers, SHOWN_TRANSCRIPT } from "../commands.ts";
import { activeFile, activeMediaFile } from "../selection.ts";
import { tellInStatusBar } from "../statusBar.ts";
import type { Comparisons } from "./comparisons.ts";
import { deleteAtService } from "./deleteAtService.ts";
import { exportFile, exportRecord } from "./export.ts";
import { locate } from "./locate.ts";
import { mayRemove } from "./mayRemove.ts";
import { jobIdsIn, nodesIn, recordsIn } from "./nodes.ts";
import {
	openRecord,
	openTranscriptOf,
	tellNoTranscript,
} from "./openTranscript.ts";
import type { HistoryParts } from "./parts.ts";
import { pickRecord } from "./pickRecord.ts";
import { transcribeAgain } from "./transcribeAgain.ts";

/** The commands on transcripts: in the tree for what is selected there, and some in the palette. */
export class HistoryCommands implements HistoryHandlers {
	readonly #parts: HistoryParts;
	readonly #comparisons: Comparisons;
	/** Shows the list as it is after a command. */
	readonly #refresh: () => void;

	constructor(
		parts: HistoryParts,
		comparisons: Comparisons,
		refresh: () => void,
	) {
		this.#parts = parts;
		this.#comparisons = comparisons;
		this.#refresh = refresh;
	}

	async openTranscript(args: readonly unknown[]) {
		const media = uriIn(args) ?? (args.length === 0 && activeMediaFile());
		if (media) {
			return openTranscriptOf(media, this.#parts);
		}
		const [record] = await this.#recordsOrPick(args, l10n.t("Open Transcript"));
		return record && openRecord(record, this.#parts);
	}

	async export(args: readonly unknown[]) {
		const named = uriIn(args);
		const uri = named ?? (args.length === 0 && activeFile());
		const shown = uri && (await shownTranscript(uri));
		if (uri && shown) {
			return exportFile(uri.fsPath, shown, this.#parts.output.redact);
		}
		const found = uri && (await exportableOf(uri.fsPath, this.#parts.history));
		if (found) {
			return "record" in found
				? exportRecord(found.record, this.#parts)
				: exportFile(found.file, undefined, this.#parts.output.redact);
		}
		const recording = named ?? (args.length === 0 && activeMediaFile());
		if (recording) {
			return tellNoTranscript(recording);
		}
		const [record] = await this.#recordsOrPick(
			args,
			l10n.t("Export Transcript"),
		);
		return record && exportRecord(record, this.#parts);
	}

	async transcribeAgain(args: readonly unknown[]) {
		await transcribeAgain(recordsIn(args), this.#parts, this.#comparisons);
	}

	async revealRecording(args: readonly unknown[]) {
		const source = await this.#sourceOf(args);
		if (source === undefined) {
			return;
		}
		const uri = vscode.Uri.file(source);
		const isOpen = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
		await vscode.commands.executeCommand(
			isOpen ? "revealInExplorer" : "revealFileInOS",
			uri,
		);
	}

	async copyTranscriptId(args: readonly unknown[]) {
		const ids = [
			...recordsIn(args).map((record) => record.transcriptId),
			...this.#jobsIn(args).map(({ state }) => transcriptIdOf(state)),
		];
		await copy(ids, l10n.t("Transcript ID copied"));
	}

	async copyRequestId(args: readonly unknown[]) {
		const ids = [
			...recordsIn(args).map((record) => record.requestId),
			...this.#jobsIn(args).map(({ state }) =>
				state.step === "failed" ? state.failure.requestId : undefined,
			),
		];
		await copy(ids, l10n.t("Request ID copied"));
	}

	async deleteAtService(args: readonly unknown[]) {
		await deleteAtService(recordsIn(args), this.#parts);
		this.#refresh();
	}

	retryJob(args: readonly unknown[]) {
		const failed = this.#jobsIn(args).filter(
			({ state }) => state.step === "failed",
		);
		return this.#parts.outcomes.retry(failed);
	}

	cancelJob(args: readonly unknown[]) {
		const running = this.#jobsIn(args).filter(({ state }) => isRunning(state));
		this.#parts.engine.cancel(running.map(({ spec }) => spec.id));
	}

	async removeFromHistory(args: readonly unknown[]) {
		const { engine, history, output } = this.#parts;
		const [records, jobs] = [recordsIn(args), this.#jobsIn(args)];
		if (await mayRemove(records, jobs, output.redact)) {
			for (const record of records) {
				await history.remove(record);
			}
			await engine.forget(jobs.map(({ spec }) => spec.id));
			this.#refresh();
		}
	}

	keepOldTranscript(args: readonly unknown[]) {
		return this.#comparisons.choose("old", args);
	}

	takeNewTranscript(args: readonly unknown[]) {
		return this.#comparisons.choose("new", args);
	}

	keepBothTranscripts(args: readonly unknown[]) {
		return this.#comparisons.choose("both", args);
	}

	async #recordsOrPick(
		args: readonly unknown[],
		title: string,
	): Promise<readonly HistoryRecord[]> {
		const records = recordsIn(args);
		if (records.length > 0) {
			return records;
		}
		const picked = await pickRecord(title, this.#parts.history);
		return picked === undefined ? [] : [picked];
	}

	async #sourceOf(args: readonly unknown[]): Promise<string | undefined> {
		const [node] = nodesIn(args);
		if (node?.kind === "record") {
			return (await locate(node.record, this.#parts))?.source;
		}
		const job =
			node?.kind === "elsewhere" ? node.job : this.#jobsIn(args).at(0);
		return job && !isAddress(job.spec.source) ? job.spec.source : undefined;
	}

	#jobsIn(args: readonly unknown[]): Job[] {
		return jobIdsIn(args).flatMap(
			(id) => this.#parts.engine.view(id)?.job ?? [],
		);
	}
}

async function copy(
	ids: readonly (string | undefined)[],
	told: string,
): Promise<void> {
	const known = ids.filter((id) => id !== undefined);
	if (known.length > 0) {
		await vscode.env.clipboard.writeText(known.join("\n"));
		// An ID of the service is no secret, and no path.
		tellInStatusBar(told, (text) => text);
	}
}

/** As the transcript view shows it, with edits that are not saved; absent where it does not. */
function shownTranscript(
	uri: vscode.Uri,
): Thenable<SavedTranscript | undefined> {
	return vscode.commands.executeCommand(SHOWN_TRANSCRIPT, uri);
}

function uriIn([first]: readonly unknown[]): vscode.Uri | undefined {
	return first instanceof vscode.Uri ? first : undefined;
}
