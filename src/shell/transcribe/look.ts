import * as vscode from "vscode";

/** What a look at files reports to, and is stopped by. */
export interface Look {
	readonly token: vscode.CancellationToken;
	readonly signal: AbortSignal;
	/** @param share - of the whole, from 0 to 1, since the last report. */
	report(message: string, share?: number): void;
}

/**
 * Shows a look at files that takes time, and lets a person stop it.
 *
 * @returns absent where a person has had enough.
 */
export async function looking<T>(
	title: string,
	location: vscode.ProgressLocation,
	work: (look: Look) => Promise<T>,
): Promise<T | undefined> {
	const stop = new AbortController();
	const options = { location, title, cancellable: true };
	try {
		return await vscode.window.withProgress(options, (progress, token) => {
			token.onCancellationRequested(() => stop.abort());
			return work({
				token,
				signal: stop.signal,
				report: (message, share = 0) =>
					progress.report({ message, increment: 100 * share }),
			});
		});
	} catch (error) {
		if (stop.signal.aborted) {
			return undefined;
		}
		throw error;
	}
}
