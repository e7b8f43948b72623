import * as vscode from "vscode";
import type { Engine } from "../engine/engine.ts";
import type { JobView, Outcome } from "../engine/events.ts";
import { isRunning } from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import { stageText, summaryText } from "./stageText.ts";

/** Times run on, and a message that changes more often is unrest. */
const REFRESH_MS = 250;

/**
 * Shows a command's jobs in one notification until all have ended; cancelling
 * it cancels them.
 *
 * @returns how they ended, in order.
 */
export async function followJobs(
	engine: Engine,
	ids: readonly string[],
): Promise<Outcome[]> {
	const views = () => {
		const wanted = new Set(ids);
		return engine.jobs.filter(({ job }) => wanted.has(job.spec.id));
	};
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: titleOf(views()),
		cancellable: true,
	};
	return vscode.window.withProgress(options, async (progress, token) => {
		const cancellation = token.onCancellationRequested(() =>
			engine.cancel(ids),
		);
		const show = () => progress.report({ message: messageOf(views(), engine) });
		show();
		const timer = setInterval(show, REFRESH_MS);
		try {
			return await Promise.all(ids.map((id) => engine.ended(id)));
		} finally {
			clearInterval(timer);
			cancellation.dispose();
		}
	});
}

function titleOf(views: readonly JobView[]): string {
	const [first] = views;
	return views.length === 1 && first
		? sourceName(first.job.spec.source)
		: `Transcribing ${views.length} files`;
}

function messageOf(views: readonly JobView[], engine: Engine): string {
	const [first] = views;
	return views.length === 1 && first
		? stageText(first, engine.breakerState, Date.now())
		: summaryText(views, engine.breakerState, Date.now());
}

/** The jobs that are not over yet. */
export function runningJobs(engine: Engine): JobView[] {
	return engine.jobs.filter(({ job }) => isRunning(job.state));
}
