import * as path from "node:path";
import * as vscode from "vscode";
import type { Engine } from "../engine/engine.ts";
import { runningJobs } from "./progress.ts";
import { stageText } from "./stageText.ts";

interface JobItem extends vscode.QuickPickItem {
	readonly id: string;
}

const TRY_NOW: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon("refresh"),
	tooltip: "Try AssemblyAI again now",
};

/** Shows the jobs under way, and cancels those that a person ticks. */
export async function chooseAndCancel(engine: Engine): Promise<void> {
	const running = runningJobs(engine);
	if (running.length === 0) {
		vscode.window.showInformationMessage("No transcription is under way.");
		return;
	}
	const now = Date.now();
	const items = running.map((view): JobItem => {
		const { id, source } = view.job.spec;
		return {
			id,
			label: path.basename(source),
			description: stageText(view, engine.breakerState, now),
			detail: vscode.workspace.asRelativePath(source),
			// One alone is the one that is meant.
			picked: running.length === 1,
		};
	});
	const chosen = await pickMany(items, engine);
	const stillRunning = new Set(
		runningJobs(engine).map(({ job }) => job.spec.id),
	);
	engine.cancel(
		chosen.map(({ id }) => id).filter((id) => stillRunning.has(id)),
	);
}

async function pickMany(
	items: readonly JobItem[],
	engine: Engine,
): Promise<readonly JobItem[]> {
	const pick = vscode.window.createQuickPick<JobItem>();
	pick.title = "Cancel Transcriptions";
	pick.placeholder = "Tick those to cancel; the box on top ticks all";
	pick.canSelectMany = true;
	pick.items = items;
	pick.selectedItems = items.filter(({ picked }) => picked);
	pick.buttons = engine.breakerState.state === "open" ? [TRY_NOW] : [];
	const listeners: vscode.Disposable[] = [];
	try {
		return await new Promise((resolve) => {
			listeners.push(
				pick.onDidAccept(() => resolve(pick.selectedItems)),
				pick.onDidHide(() => resolve([])),
				pick.onDidTriggerButton(() => {
					engine.tryNow();
					pick.hide();
				}),
			);
			pick.show();
		});
	} finally {
		vscode.Disposable.from(pick, ...listeners).dispose();
	}
}
