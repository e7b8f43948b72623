import * as path from "node:path";
import * as vscode from "vscode";
import { isAddress, withoutSecrets } from "../address/address.ts";
import type { Engine } from "../engine/engine.ts";
import type { JobView } from "../engine/events.ts";
import { isRunning, type Job } from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import { runningJobs } from "./progress.ts";
import { stageText } from "./stageText.ts";

/** What the list needs to act on its buttons. */
export interface JobListParts {
	readonly engine: Engine;
	/** Does not wait for its end. */
	readonly retry: (jobs: readonly Job[]) => void;
	readonly showOutput: () => void;
}

interface JobItem extends vscode.QuickPickItem {
	readonly id: string;
	readonly isRunning: boolean;
}

/** Stages go on while the list is open; in milliseconds. */
const REFRESH_MS = 1000;

const TRY_NOW: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("refresh"),
	tooltip: "Try AssemblyAI again now",
};
const CANCEL: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("close"),
	tooltip: "Cancel",
};
const RETRY: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("debug-restart"),
	tooltip: "Retry",
};
const OUTPUT: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("output"),
	tooltip: "Show Output",
};

/**
 * Shows the jobs under way and those that failed. What a person ticks is
 * cancelled; each has its own buttons besides.
 */
export async function showJobs(parts: JobListParts): Promise<void> {
	const { engine } = parts;
	if (engine.jobs.flatMap((view) => itemOf(view, engine)).length === 0) {
		vscode.window.showInformationMessage("No transcription is under way.");
		return;
	}
	const chosen = await pickMany(parts);
	const running = new Set(runningJobs(engine).map(({ job }) => job.spec.id));
	engine.cancel(chosen.map(({ id }) => id).filter((id) => running.has(id)));
}

async function pickMany(parts: JobListParts): Promise<readonly JobItem[]> {
	const { engine } = parts;
	const pick = vscode.window.createQuickPick<JobItem>();
	pick.title = "Cancel Transcriptions";
	pick.placeholder = "Tick those to cancel; the box on top ticks all";
	pick.canSelectMany = true;
	pick.keepScrollPosition = true;
	show(pick, engine);
	// One alone is the one that is meant.
	const [only, ...others] = pick.items.filter((item) => item.isRunning);
	pick.selectedItems = only && others.length === 0 ? [only] : [];
	const timer = setInterval(() => show(pick, engine), REFRESH_MS);
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
				pick.onDidTriggerButton(() => {
					engine.tryNow();
					show(pick, engine);
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
	switch (button) {
		case CANCEL:
			engine.cancel([id]);
			break;
		case RETRY:
			retry(
				engine.jobs.map(({ job }) => job).filter(({ spec }) => spec.id === id),
			);
			break;
		default:
			showOutput();
	}
}

/** Shows the jobs as they are now, and leaves ticks and focus where they are. */
function show(pick: vscode.QuickPick<JobItem>, engine: Engine): void {
	const idsOf = (items: readonly JobItem[]) =>
		new Set(items.map(({ id }) => id));
	const [ticked, active] = [idsOf(pick.selectedItems), idsOf(pick.activeItems)];
	const items = engine.jobs.flatMap((view) => itemOf(view, engine));
	items.sort((a, b) => Number(b.isRunning) - Number(a.isRunning));
	pick.items = items;
	pick.selectedItems = items.filter(({ id }) => ticked.has(id));
	pick.activeItems = items.filter(({ id }) => active.has(id));
	pick.buttons = engine.breakerState.state === "open" ? [TRY_NOW] : [];
}

function itemOf(view: JobView, engine: Engine): JobItem[] {
	const { spec, state } = view.job;
	const running = isRunning(state);
	return running || state.step === "failed"
		? [
				{
					id: spec.id,
					isRunning: running,
					label: sourceName(spec.source),
					description: stageText(view, engine.breakerState, Date.now()),
					...detail(spec.source),
					buttons: [running ? CANCEL : RETRY, OUTPUT],
				},
			]
		: [];
}

/** Where the file is, unless the name alone says it. */
function detail(source: string): { detail?: string } {
	if (isAddress(source)) {
		return { detail: withoutSecrets(source) };
	}
	const relative = vscode.workspace.asRelativePath(source);
	return relative === path.basename(source) ? {} : { detail: relative };
}
