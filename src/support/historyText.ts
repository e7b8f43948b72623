import * as l10n from "@vscode/l10n";
import type { JobView } from "../engine/events.ts";
import { isRunning } from "../engine/job.ts";
import { dateTag } from "../language/numbers.ts";
import type { BreakerState } from "../retry/breaker.ts";

const DAY_MS = 24 * 3600 * 1000;

/**
 * What a person calls a day: `Today`, `Yesterday`, `Monday 3 May`, with the year
 * where it is another one.
 *
 * @param day - as `2026-05-03`.
 * @param today - the same.
 */
export function dayLabel(day: string, today: string): string {
	const ago = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
	if (ago === 0) {
		return l10n.t("Today");
	}
	if (ago === 1) {
		return l10n.t("Yesterday");
	}
	return new Date(day).toLocaleDateString(dateTag(), {
		weekday: "long",
		day: "numeric",
		month: "long",
		...(day.slice(0, 4) !== today.slice(0, 4) && { year: "numeric" }),
		// A day alone is read as midnight by UTC.
		timeZone: "UTC",
	});
}

/** When something was done, by the clock of this machine: `14:05`. @param iso - ISO 8601. */
export function timeOfDay(iso: string): string {
	return new Date(iso).toLocaleTimeString(dateTag(), {
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	});
}

/**
 * What a job does, in words that change only when it gets on: a list of a
 * thousand must not change each second.
 */
export function stageName(view: JobView, breaker: BreakerState): string {
	const { state } = view.job;
	if (breaker.state === "open" && isRunning(state)) {
		return l10n.t("AssemblyAI is not answering");
	}
	if (view.retry !== undefined) {
		return l10n.t("Waiting to try again");
	}
	switch (state.step) {
		case "checking":
		case "preparing":
			return l10n.t("Checking");
		case "uploading":
			return uploadName(view);
		case "submitting":
			return l10n.t("Submitting");
		case "waiting":
			return view.remote === "processing"
				? l10n.t("Transcribing")
				: l10n.t("In the queue");
		case "writing":
			return l10n.t("Writing");
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

function uploadName({ sentBytes, sentFraction }: JobView): string {
	if (sentBytes === 0) {
		return l10n.t("To be uploaded");
	}
	return sentFraction === undefined
		? l10n.t("Uploading")
		: l10n.t("Uploading, {0} %", Math.floor(100 * sentFraction));
}

/** Whether something happens with a job at the moment, rather than that it waits. */
export function isActive({ job, sentBytes, remote, retry }: JobView): boolean {
	if (retry !== undefined) {
		return false;
	}
	switch (job.state.step) {
		case "uploading":
			return sentBytes > 0;
		case "waiting":
			return remote === "processing";
		case "checking":
		case "submitting":
		case "writing":
			return true;
		default:
			return false;
	}
}
