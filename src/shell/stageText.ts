import * as l10n from "@vscode/l10n";
import type { JobView } from "../engine/events.ts";
import { type EndState, isRunning } from "../engine/job.ts";
import { grouped } from "../language/numbers.ts";
import type { BreakerState } from "../retry/breaker.ts";
import { inUnits } from "../support/mediaText.ts";

/** That nothing is sent for now. @param retryAt - when it is tried again; epoch milliseconds, as `now`. */
export function outageText(retryAt: number, now: number): string {
	return l10n.t(
		"AssemblyAI is not answering; trying again in {0} s",
		secondsUntil(retryAt, now),
	);
}

/** What a job does at the moment, in a few words. @param now - epoch milliseconds. */
export function stageText(
	view: JobView,
	breaker: BreakerState,
	now: number,
): string {
	const { state } = view.job;
	if (
		isRunning(state) &&
		breaker.state === "open" &&
		needsService(state.step)
	) {
		return outageText(breaker.retryAt, now);
	}
	if (view.retry !== undefined && view.retry.at > now) {
		const { attempt, maxAttempts, message } = view.retry.attempt;
		return l10n.t(
			"Attempt {0} of {1} failed ({2}); again in {3} s",
			attempt,
			maxAttempts,
			message,
			secondsUntil(view.retry.at, now),
		);
	}
	switch (state.step) {
		case "checking":
			return l10n.t("Checking");
		case "preparing":
			return l10n.t("Checking the API key");
		case "uploading":
			return view.sentBytes > 0
				? l10n.t("Uploading, {0}", uploadText(view))
				: l10n.t("Waiting to be uploaded");
		case "submitting":
			return l10n.t("Submitting");
		case "waiting":
			return view.remote === "processing"
				? l10n.t(
						"Transcribing, {0}",
						elapsed(now - Date.parse(state.submittedAt)),
					)
				: l10n.t("Waiting in AssemblyAI's queue");
		case "writing":
			return l10n.t("Writing the transcript");
		case "done":
			return l10n.t("Done");
		case "failed":
			return l10n.t("Failed");
		case "cancelled":
			return l10n.t("Cancelled");
		default:
			return state satisfies never;
	}
}

/** The jobs of one command, some of them ended. */
export interface JobsUnderWay {
	readonly count: number;
	/** How many of them have ended, from 0 to 1. */
	readonly share: number;
	readonly running: readonly JobView[];
	ended(step: EndState["step"]): number;
}

/** So many can be counted at a glance. */
const FEW = 10;

/** What several jobs do, counted: `3 of 60 done (7 %), 1 failed, 2 uploading, 54 to upload`. */
export function summaryText(
	jobs: JobsUnderWay,
	breaker: BreakerState,
	now: number,
): string {
	if (breaker.state === "open") {
		return outageText(breaker.retryAt, now);
	}
	const { count, share, running } = jobs;
	const [failed, cancelled] = [jobs.ended("failed"), jobs.ended("cancelled")];
	return [
		doneText(jobs.ended("done"), count, share),
		...(failed > 0 ? [l10n.t("{0} failed", grouped(failed))] : []),
		...(cancelled > 0 ? [l10n.t("{0} cancelled", grouped(cancelled))] : []),
		...(running.length > 0 ? [countsText(running)] : []),
	].join(", ");
}

function doneText(done: number, count: number, share: number): string {
	return count > FEW
		? l10n.t(
				"{0} of {1} done ({2} %)",
				grouped(done),
				grouped(count),
				Math.floor(100 * share),
			)
		: l10n.t("{0} of {1} done", grouped(done), grouped(count));
}

/** What jobs do, in the order in which they do it, and so many of them. */
const ACTIVITIES = {
	checking: (count: string) => l10n.t("{0} being checked", count),
	toUpload: (count: string) => l10n.t("{0} to upload", count),
	uploading: (count: string) => l10n.t("{0} uploading", count),
	submitting: (count: string) => l10n.t("{0} submitting", count),
	queued: (count: string) => l10n.t("{0} in the queue", count),
	transcribing: (count: string) => l10n.t("{0} transcribing", count),
	writing: (count: string) => l10n.t("{0} being written", count),
} as const;

/** How many jobs are at each stage: `2 uploading, 5 transcribing`. */
export function countsText(running: readonly JobView[]): string {
	const activities = running.map(activityOf);
	return Object.entries(ACTIVITIES)
		.flatMap(([activity, counted]) => {
			const count = activities.filter((each) => each === activity).length;
			return count === 0 ? [] : [counted(grouped(count))];
		})
		.join(", ");
}

/** Absent where it has ended. */
function activityOf({
	job: { state },
	remote,
	sentBytes,
}: JobView): keyof typeof ACTIVITIES | undefined {
	switch (state.step) {
		case "checking":
		case "preparing":
			return "checking";
		case "uploading":
			return sentBytes > 0 ? "uploading" : "toUpload";
		case "submitting":
			return "submitting";
		case "waiting":
			return remote === "processing" ? "transcribing" : "queued";
		case "writing":
			return "writing";
		case "done":
		case "failed":
		case "cancelled":
			return undefined;
		default:
			return state satisfies never;
	}
}

function uploadText({ sentFraction, sentBytes }: JobView): string {
	return sentFraction === undefined
		? inUnits(sentBytes)
		: l10n.t("{0} %", Math.floor(100 * sentFraction));
}

function needsService(step: string): boolean {
	return step !== "checking" && step !== "writing";
}

function secondsUntil(time: number, now: number): number {
	return Math.max(0, Math.ceil((time - now) / 1000));
}

function elapsed(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const minutes = Math.floor(seconds / 60);
	return minutes === 0
		? l10n.t("{0} s", seconds)
		: l10n.t("{0} min", `${minutes}:${String(seconds % 60).padStart(2, "0")}`);
}
