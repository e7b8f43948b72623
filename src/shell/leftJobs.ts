import type * as vscode from "vscode";
import { hasEntries } from "../engine/journal.ts";

/** How often the jobs of windows that crashed are looked for, in milliseconds. */
const LOOK_MS = 30_000;

/**
 * Looks, now and again and again, for jobs that other windows have left.
 *
 * @param journal - folder of the jobs' journal.
 * @param resume - called where it holds any.
 */
export function lookForLeftJobs(
	journal: string,
	resume: () => Promise<void>,
): vscode.Disposable {
	const look = async () => {
		if (await hasEntries(journal)) {
			await resume();
		}
	};
	// The next look tries again.
	const quietly = () => void look().catch(() => {});
	const timer = setInterval(quietly, LOOK_MS);
	quietly();
	return { dispose: () => clearInterval(timer) };
}
