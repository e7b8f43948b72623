import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress, withoutSecrets } from "../address/address.ts";
import type { Engine } from "../engine/engine.ts";
import type { JobView } from "../engine/events.ts";
import { isRunning, isUnsent, type Job } from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import { grouped } from "../language/numbers.ts";
import type { Redact } from "../support/redact.ts";
import { runningJobs } from "./progress.ts";
import { stageText } from "./stageText.ts";

/** What the list needs to act on its buttons. */
export interface JobListParts {
	readonly engine: Engine;
	/** Does not wait for its end. */
	readonly retry: (jobs: readonly Job[]) => void;
	readonly showOutput: () => void;
	readonly redact: Redact;
}

/** A job in the list; a heading has no ID. */
interface JobItem extends vscode.QuickPickItem {
	readonly id?: string;
	readonly isRunning: boolean;
}

/** Stages go on while the list is open; in milliseconds. */
const REFRESH_MS = 1000;

/** The same for each job of a long list, which takes long to be drawn. */
const REFRESH_MS_PER_JOB = 5;

const TRY_NOW: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("refresh"),
	tooltip: l10n.t("Try AssemblyAI again now"),
};
const STOP: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("debug-pause"),
	tooltip: l10n.t(
		"Stop for Now: cancel what is not sent yet, and let the rest be finished",
	),
};
const CANCEL: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("close"),
	tooltip: l10n.t("Cancel"),
};
const RETRY: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("debug-restart"),
	tooltip: l10n.t("Retry"),
};
const OUTPUT: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("output"),
	tooltip: l10n.t("Show Output"),
};

/**
 * Shows the jobs under way and those that failed. What a person ticks is
 * cancelled; each has its own buttons besides.
 */
export async function showJobs(parts: JobListParts): Promise<void> {
	const { engine } = parts;
	if (itemsOf(parts).length === 0) {
		vscode.window.showInformationMessage(
			l10n.t("No transcription is under way."),
		);
		return;
	}
	const chosen = new Set((await pickMany(parts)).map(({ id }) => id));
	engine.cancel(
		runningJobs(engine)
			.map(({ job }) => job.spec.id)
			.filter((id) => chosen.has(id)),
	);
}

async function pickMany(parts: JobListParts): Promise<readonly JobItem[]> {
	const { engine } = parts;
	const pick = vscode.window.createQuickPick<JobItem>();
	pick.title = l10n.t("Cancel Transcriptions");
	pick.placeholder = l10n.t("Tick those to cancel; the box on top ticks all");
	pick.canSelectMany = true;
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.keepScrollPosition = true;
	show(pick, parts);
	// One alone is the one that is meant.
	const [only, ...others] = pick.items.filter((item) => item.isRunning);
	pick.selectedItems = only && others.length === 0 ? [only] : [];
	const timer = setInterval(
		() => show(pick, parts),
		Math.max(REFRESH_MS, REFRESH_MS_PER_JOB * pick.items.length),
	);
	const listeners: vscode.Disposable[] = [];
	try {
		return await new Promise((resolve) => {
			listeners.push(
				pick.onDidAccept(() => resolve(pick.selectedItems)),
				pick.onDidHide(() => resolve([])),
				pick.onDidChangeSelection((items) => {
					// What failed is there for its buttons, not to be ticked.
					if (items.some((item) => !item.isRunning)) {
						pick.selectedItems = items.filter((item) => item.isRunning);
					}
				}),
				pick.onDidTriggerButton((button) => {
					if (button === STOP) {
						pick.hide();
						engine.cancel(unsent(engine).map(({ job }) => job.spec.id));
					} else {
						engine.tryNow();
						show(pick, parts);
					}
				}),
				pick.onDidTriggerItemButton(({ item, button }) => {
					pick.hide();
					act(item, button, parts);
				}),
			);
			pick.show();
		});
	} finally {
		clearInterval(timer);
		vscode.Disposable.from(pick, ...listeners).dispose();
	}
}

function act(
	{ id }: JobItem,
	button: vscode.QuickInputButton,
	{ engine, retry, showOutput }: JobListParts,
): void {
	const view = id === undefined ? undefined : engine.view(id);
	switch (button) {
		case CANCEL:
			engine.cancel(view ? [view.job.spec.id] : []);
			break;
		case RETRY:
			retry(view ? [view.job] : []);
			break;
		default:
			showOutput();
	}
}

/** Shows the jobs as they are now, and leaves ticks and focus where they are. */
function show(pick: vscode.QuickPick<JobItem>, parts: JobListParts): void {
	const { engine } = parts;
	const idsOf = (items: readonly JobItem[]) =>
		new Set(items.map(({ id }) => id));
	const [ticked, active] = [idsOf(pick.selectedItems), idsOf(pick.activeItems)];
	const items = itemsOf(parts);
	if (!isDeepStrictEqual(items, pick.items)) {
		pick.items = items;
		pick.selectedItems = items.filter(({ id }) => id && ticked.has(id));
		pick.activeItems = items.filter(({ id }) => id && active.has(id));
	}
	const canStop = runningJobs(engine).length > 1 && unsent(engine).length > 0;
	pick.buttons = [
		...(engine.breakerState.state === "open" ? [TRY_NOW] : []),
		...(canStop ? [STOP] : []),
	];
}

function unsent(engine: Engine): JobView[] {
	return engine.jobs.filter(({ job }) => isUnsent(job.state));
}

/** What is at work first, then what failed, then what waits for its turn. */
function itemsOf({ engine, redact }: JobListParts): JobItem[] {
	const { jobs } = engine;
	const failed = jobs.filter(({ job }) => job.state.step === "failed");
	const running = jobs.filter(({ job }) => isRunning(job.state));
	const waiting = running.filter(isWaiting);
	const atWork = running.filter((view) => !isWaiting(view));
	return [
		...group((count) => l10n.t("{0} under way", count), atWork),
		...group((count) => l10n.t("{0} failed", count), failed),
		...group((count) => l10n.t("{0} to be uploaded", count), waiting),
	];

	function group(
		label: (count: string) => string,
		views: readonly JobView[],
	): JobItem[] {
		return views.length === 0
			? []
			: [
					{
						label: label(grouped(views.length)),
						kind: vscode.QuickPickItemKind.Separator,
						isRunning: false,
					},
					...views.map((view) => itemOf(view, engine, redact)),
				];
	}
}

/** Whether a file has to wait until others are uploaded. */
function isWaiting({ job, sentBytes, retry }: JobView): boolean {
	return (
		job.state.step === "uploading" && sentBytes === 0 && retry === undefined
	);
}

function itemOf(view: JobView, engine: Engine, redact: Redact): JobItem {
	const { spec, state } = view.job;
	const running = isRunning(state);
	return {
		id: spec.id,
		isRunning: running,
		label: redact(sourceName(spec.source)),
		description: redact(stageText(view, engine.breakerState, Date.now())),
		...detail(spec.source, redact),
		buttons: [running ? CANCEL : RETRY, OUTPUT],
	};
}

/** The folder that the file is in, unless that is the one that is open. */
function detail(source: string, redact: Redact): { detail?: string } {
	if (isAddress(source)) {
		return { detail: redact(withoutSecrets(source)) };
	}
	const folder = path.dirname(vscode.workspace.asRelativePath(source));
	return folder === "." ? {} : { detail: redact(folder) };
}
