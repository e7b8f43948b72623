import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress } from "../../address/address.ts";
import type { JobView } from "../../engine/events.ts";
import { localDay } from "../../engine/history/fileNames.ts";
import {
	type HistoryRecord,
	isAtService,
} from "../../engine/history/record.ts";
import type { Job } from "../../engine/job.ts";
import { sourceName } from "../../engine/source.ts";
import type { BreakerState } from "../../retry/breaker.ts";
import { reasonOf } from "../../support/explain.ts";
import {
	dayLabel,
	isActive,
	stageName,
	timeOfDay,
} from "../../support/historyText.ts";
import { clock } from "../../support/mediaText.ts";
import type { Redact } from "../../support/redact.ts";

/** A group of the tree. @param isOpen - before a person has opened or closed it. */
export function groupItem(
	label: string,
	id: string,
	count: number,
	isOpen: boolean,
): vscode.TreeItem {
	const item = new vscode.TreeItem(
		label,
		isOpen
			? vscode.TreeItemCollapsibleState.Expanded
			: vscode.TreeItemCollapsibleState.Collapsed,
	);
	item.id = id;
	item.description = String(count);
	item.tooltip = `${label}: ${count}`;
	return item;
}

/** The group of a day. */
export function dayItem(
	day: string,
	count: number,
	isOpen: boolean,
	now: Date,
): vscode.TreeItem {
	return groupItem(dayLabel(day, localDay(now)), `day:${day}`, count, isOpen);
}

/** A job of this window. */
export function jobItem(view: JobView, breaker: BreakerState): vscode.TreeItem {
	const { spec, state } = view.job;
	const item = leaf(`job:${spec.id}`, spec.source);
	if (state.step === "failed") {
		item.contextValue = contextOf("failed", {
			hasRequestId: state.failure.requestId !== undefined,
			hasTranscriptId: state.failure.transcriptId !== undefined,
			isFile: !isAddress(spec.source),
		});
		item.description = reasonOf(state.failure, spec.source);
		item.iconPath = new vscode.ThemeIcon(
			"error",
			new vscode.ThemeColor("list.errorForeground"),
		);
		return item;
	}
	item.contextValue = contextOf("running", { isFile: !isAddress(spec.source) });
	item.description = stageName(view, breaker);
	item.iconPath = new vscode.ThemeIcon(
		isActive(view) ? "loading~spin" : "circle-outline",
	);
	return item;
}

/** A job of another window. */
export function elsewhereItem({ spec }: Job): vscode.TreeItem {
	const item = leaf(`elsewhere:${spec.id}`, spec.source);
	item.contextValue = contextOf("elsewhere", {
		isFile: !isAddress(spec.source),
	});
	item.description = l10n.t("In another window");
	item.iconPath = new vscode.ThemeIcon("multiple-windows");
	return item;
}

/** A transcript that is done; a click opens it. */
export function recordItem(record: HistoryRecord): vscode.TreeItem {
	const { source, day, spec, durationS, hasSpeech } = record;
	const item = leaf(`record:${day}/${spec.id}`, source);
	item.contextValue = contextOf("done", {
		isFile: !isAddress(source),
		isAtService: isAtService(record),
		hasTranscriptId: !spec.isRecorded,
		hasRequestId: record.requestId !== undefined,
	});
	const [output] = record.outputs;
	item.description = [
		timeOfDay(record.doneAt),
		output === undefined ? "" : path.basename(output.path),
		spec.isRecorded ? l10n.t("recorded answer") : "",
		hasSpeech ? "" : l10n.t("no speech"),
		durationS === undefined ? "" : clock(durationS),
		folderOf(source),
	]
		.filter((part) => part !== "")
		.join(" · ");
	if (isAddress(source)) {
		item.iconPath = new vscode.ThemeIcon("globe");
	} else {
		// The icon that the file has in the Explorer.
		item.resourceUri = vscode.Uri.file(source);
		item.iconPath = vscode.ThemeIcon.File;
	}
	item.command = {
		command: "sidescribe.openTranscript",
		title: l10n.t("Open Transcript"),
		arguments: [{ kind: "record", record }],
	};
	return item;
}

/** The same item without what must not be seen. */
export function redactedItem(
	item: vscode.TreeItem,
	redact: Redact,
): vscode.TreeItem {
	const { label, description, tooltip } = item;
	if (typeof label === "string") {
		item.label = redact(label);
	}
	if (typeof description === "string") {
		item.description = redact(description);
	}
	if (typeof tooltip === "string") {
		item.tooltip = redact(tooltip);
	}
	return item;
}

function leaf(id: string, source: string): vscode.TreeItem {
	const item = new vscode.TreeItem(sourceName(source));
	item.id = id;
	return item;
}

/** Words that the menus of the manifest look for. */
function contextOf(kind: string, facts: Record<string, boolean>): string {
	const true_ = Object.keys(facts).filter((name) => facts[name]);
	return [kind, ...true_].join(" ");
}

/** Where a recording is, unless that is the folder that is open. */
function folderOf(source: string): string {
	if (isAddress(source)) {
		return URL.parse(source)?.host ?? "";
	}
	const relative = vscode.workspace.asRelativePath(source);
	const folder = path.dirname(relative);
	return folder === "." ? "" : folder;
}
