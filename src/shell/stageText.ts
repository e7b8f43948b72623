import type { JobView } from "../engine/events.ts";
import { type EndState, isRunning } from "../engine/job.ts";
import type { BreakerState } from "../retry/breaker.ts";
import { inUnits } from "../support/mediaText.ts";
import { grouped } from "../support/wording.ts";

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
		return `AssemblyAI is not answering; trying again in ${secondsUntil(breaker.retryAt, now)} s`;
	}
	if (view.retry !== undefined && view.retry.at > now) {
		const { attempt, maxAttempts, message } = view.retry.attempt;
		return `Attempt ${attempt} of ${maxAttempts} failed (${message}); again in ${secondsUntil(view.retry.at, now)} s`;
	}
	switch (state.step) {
		case "checking":
			return "Checking";
		case "preparing":
			return "Checking the API key";
		case "uploading":
			return view.sentBytes > 0
				? `Uploading, ${uploadText(view)}`
				: "Waiting to be uploaded";
		case "submitting":
			return "Submitting";
		case "waiting":
			return view.remote === "processing"
				? `Transcribing, ${elapsed(now - Date.parse(state.submittedAt))}`
				: "Waiting in AssemblyAI's queue";
		case "writing":
			return "Writing the transcript";
		case "done":
			return "Done";
		case "failed":
			return "Failed";
		case "cancelled":
			return "Cancelled";
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
		return `AssemblyAI is not answering; trying again in ${secondsUntil(breaker.retryAt, now)} s`;
	}
	const { count, share, running } = jobs;
	const percent = count > FEW ? ` (${Math.floor(100 * share)} %)` : "";
	const [failed, cancelled] = [jobs.ended("failed"), jobs.ended("cancelled")];
	return [
		`${grouped(jobs.ended("done"))} of ${grouped(count)} done${percent}`,
		...(failed > 0 ? [`${grouped(failed)} failed`] : []),
		...(cancelled > 0 ? [`${grouped(cancelled)} cancelled`] : []),
		...(running.length > 0 ? [countsText(running)] : []),
	].join(", ");
}

/** What jobs do, in the order in which they do it. */
const ACTIVITIES = [
	"being checked",
	"to upload",
	"uploading",
	"submitting",
	"in the queue",
	"transcribing",
	"being written",
] as const;

/** How many jobs are at each stage: `2 uploading, 5 transcribing`. */
export function countsText(running: readonly JobView[]): string {
	const activities = running.map(activityOf);
	return ACTIVITIES.flatMap((activity) => {
		const count = activities.filter((each) => each === activity).length;
		return count === 0 ? [] : [`${grouped(count)} ${activity}`];
	}).join(", ");
}

/** Absent where it has ended. */
function activityOf({
	job: { state },
	remote,
	sentBytes,
}: JobView): (typeof ACTIVITIES)[number] | undefined {
	switch (state.step) {
		case "checking":
		case "preparing":
			return "being checked";
		case "uploading":
			return sentBytes > 0 ? "uploading" : "to upload";
		case "submitting":
			return "submitting";
		case "waiting":
			return remote === "processing" ? "transcribing" : "in the queue";
		case "writing":
			return "being written";
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
		: `${Math.floor(100 * sentFraction)} %`;
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
		? `${seconds} s`
		: `${minutes}:${String(seconds % 60).padStart(2, "0")} min`;
}
