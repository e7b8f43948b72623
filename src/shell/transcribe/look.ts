import * as vscode from "vscode";
import { unlessAborted } from "../../retry/delay.ts";

/** What a look at files reports to, and is stopped by. */
export interface Look {
	readonly signal: AbortSignal;
	/** @param share - how much of the whole is done, from 0 to 1. */
	report(message: string, share: number): void;
}

/** What is over before it could be read is no notification, in milliseconds. */
const PATIENCE_MS = 1000;

/**
 * Shows a look at files: for a moment in the status bar, then in a
 * notification where a person can stop it.
 *
 * @returns absent where a person has had enough.
 */
export async function looking<T>(
	title: string,
	work: (look: Look) => Promise<T>,
): Promise<T | undefined> {
	const { Window, Notification } = vscode.ProgressLocation;
	const stop = new AbortController();
	const { signal } = stop;
	let report: Look["report"] = () => {};
	const done = unlessAborted(
		work({ signal, report: (...news) => report(...news) }),
		signal,
	);
	try {
		const isOver = await vscode.window.withProgress(
			{ location: Window, title },
			() => isOverSoon(done),
		);
		return isOver
			? await done
			: await vscode.window.withProgress(
					{ location: Notification, title, cancellable: true },
					(progress, token) => {
						report = reportTo(progress);
						token.onCancellationRequested(() => stop.abort());
						return done;
					},
				);
	} catch (error) {
		if (signal.aborted) {
			return undefined;
		}
		throw error;
	}
}

async function isOverSoon(work: Promise<unknown>): Promise<boolean> {
	const late = Promise.withResolvers<false>();
	const timer = setTimeout(() => late.resolve(false), PATIENCE_MS);
	try {
		return await Promise.race([work.then(() => true), late.promise]);
	} finally {
		clearTimeout(timer);
	}
}

/** VS Code wants to know what came since the last time. */
function reportTo(
	progress: Parameters<Parameters<typeof vscode.window.withProgress>[1]>[0],
): Look["report"] {
	let told = 0;
	return (message, share) => {
		progress.report({ message, increment: 100 * (share - told) });
		told = share;
	};
}
