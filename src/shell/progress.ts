import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine } from "../engine/engine.ts";
import type { JobView, Outcome } from "../engine/events.ts";
import { isRunning, isUnsent } from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import { grouped } from "../language/numbers.ts";
import type { Redact } from "../support/redact.ts";
import { FollowedJobs } from "./followedJobs.ts";
import { plain } from "./plain.ts";
import { countsText, stageText, summaryText } from "./stageText.ts";

/** Times run on, and a message that changes more often is unrest. */
const REFRESH_MS = 250;

/** How a command's jobs ended, in order. */
export interface Followed {
	readonly ended: Outcome[];
	/** Whether a person stopped them. */
	readonly wasStopped: boolean;
}

/** The jobs of a command. */
interface JobsToFollow {
	/** What each is made of. */
	readonly sources: readonly string[];
	/** Begins them. @returns their IDs, in order. */
	readonly begin: () => Promise<readonly string[]>;
}

/**
 * Begins a command's jobs and shows them in one notification until all have
 * ended. Cancelling it cancels a single job, whatever it has come to. Several
 * are stopped: what AssemblyAI has already is paid for and goes on, in a
 * notification of its own that can be cancelled as well.
 */
export async function followJobs(
	engine: Engine,
	{ sources, begin }: JobsToFollow,
	redact: Redact,
): Promise<Followed> {
	const jobs = new FollowedJobs(engine, sources.length, begin());
	const [first] = sources;
	const isOne = sources.length === 1;
	const wasStopped = await shown(
		jobs,
		isOne && first !== undefined
			? sourceName(first)
			: l10n.t("Transcribing {0} files", grouped(sources.length)),
		() => messageOf(jobs, engine),
		redact,
	);
	if (wasStopped) {
		await jobs.allBegun;
		if (isOne) {
			engine.cancel(jobs.running.map(({ job }) => job.spec.id));
		} else {
			await stop(jobs, engine, redact);
		}
	}
	return { ended: await jobs.allEnded, wasStopped };
}

/** Cancels what AssemblyAI does not have yet; the rest is finished, unless a person does not want that either. */
async function stop(
	jobs: FollowedJobs,
	engine: Engine,
	redact: Redact,
): Promise<void> {
	const sent = () => jobs.running.filter(({ job }) => !isUnsent(job.state));
	engine.cancel(
		jobs.running
			.filter(({ job }) => isUnsent(job.state))
			.map(({ job }) => job.spec.id),
	);
	if (sent().length === 0) {
		return;
	}
	const isGivenUp = await shown(
		jobs,
		sent().length === 1
			? l10n.t(
					"Stopped. 1 file that AssemblyAI has already will be finished; Cancel deletes it there",
				)
			: l10n.t(
					"Stopped. {0} files that AssemblyAI has already will be finished; Cancel deletes them there",
					grouped(sent().length),
				),
		() => countsText(sent()),
		redact,
	);
	if (isGivenUp) {
		engine.cancel(jobs.running.map(({ job }) => job.spec.id));
	}
}

/** Shows jobs until all have ended. @returns whether a person cancelled it before. */
async function shown(
	jobs: FollowedJobs,
	title: string,
	message: () => string,
	redact: Redact,
): Promise<boolean> {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: plain(redact(title)),
		cancellable: true,
	};
	const told = isReadOut() ? stagesOf(message) : message;
	return vscode.window.withProgress(options, async (progress, token) => {
		let share = 0;
		const report = () => {
			// A single job has no share that would say anything.
			const increment = jobs.count === 1 ? 0 : 100 * (jobs.share - share);
			progress.report({
				message: plain(redact(told())),
				...(increment > 0 && { increment }),
			});
			share = jobs.share;
		};
		report();
		const timer = setInterval(report, REFRESH_MS);
		const cancelled = Promise.withResolvers<true>();
		const listener = token.onCancellationRequested(() =>
			cancelled.resolve(true),
		);
		try {
			return await Promise.race([
				jobs.allEnded.then(() => false),
				cancelled.promise,
			]);
		} finally {
			clearInterval(timer);
			listener.dispose();
		}
	});
}

/**
 * Whether VS Code is set up for a screen reader. It reads out each change of a
 * notification's text, at once and in place of what it is reading.
 */
function isReadOut(): boolean {
	return (
		vscode.workspace.getConfiguration("editor").get("accessibilitySupport") ===
		"on"
	);
}

/** The same texts, but one that differs from the last in its numbers alone is not given. */
function stagesOf(message: () => string): () => string {
	const words = (text: string) => text.replace(/[\d.,:]+/g, "");
	let last = "";
	return () => {
		const text = message();
		last = words(text) === words(last) ? last : text;
		return last;
	};
}

function messageOf(jobs: FollowedJobs, engine: Engine): string {
	const { running } = jobs;
	const [only] = running;
	if (jobs.count === 1) {
		return only ? stageText(only, engine.breakerState, Date.now()) : "";
	}
	return running.length === 0 && jobs.share === 0
		? l10n.t("Starting")
		: summaryText(jobs, engine.breakerState, Date.now());
}

/** The jobs that are not over yet. */
export function runningJobs(engine: Engine): JobView[] {
	return engine.jobs.filter(({ job }) => isRunning(job.state));
}
