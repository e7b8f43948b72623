import { isAddress } from "../address/address.ts";
import { checkFile, FileProblem } from "../media/check.ts";
import type { Job } from "./job.ts";

/** Older ones are forgotten: nobody comes back to them, and each start would read them. */
const MAX_AGE_MS = 30 * 24 * 3600 * 1000;

/**
 * Whether a job that an earlier start left as ended is still of use: one that
 * failed, of a recording that is still there, or with a transcript that only
 * has to be written.
 *
 * @param now - epoch milliseconds.
 */
export async function canBeRetried(job: Job, now: number): Promise<boolean> {
	const { spec, state } = job;
	if (
		state.step !== "failed" ||
		now - Date.parse(spec.createdAt) > MAX_AGE_MS
	) {
		return false;
	}
	return holdsTranscript(job) || isAddress(spec.source) || isThere(spec.source);
}

async function isThere(file: string): Promise<boolean> {
	try {
		await checkFile(file);
		return true;
	} catch (error) {
		if (error instanceof FileProblem) {
			return false;
		}
		throw error;
	}
}

/** Whether a failed job has its transcript, and only has to write it. */
export function holdsTranscript({ state }: Job): boolean {
	return state.step === "failed" && state.resume.step === "writing";
}

/**
 * Whether a failed job may have a transcript at the service that is paid for,
 * and that a retry would get.
 */
export function mayHavePaid({ state }: Job): boolean {
	if (state.step !== "failed") {
		return false;
	}
	const { resume, failure } = state;
	// An answer that says no says that nothing was made.
	return (
		resume.step === "waiting" ||
		(resume.step === "submitting" && failure.retryable)
	);
}

/** Whether a failed job's file is there, and another than it had checked. */
export async function hasChanged(job: Job): Promise<boolean> {
	const { spec, state } = job;
	if (
		state.step !== "failed" ||
		state.resume.step === "checking" ||
		state.resume.file === undefined ||
		holdsTranscript(job)
	) {
		return false;
	}
	return (await isThere(spec.source)) && !(await isSameFile(job));
}

/** Whether a failed job's file is still the one that it had checked; an address always is. */
export async function isSameFile({ spec, state }: Job): Promise<boolean> {
	if (state.step !== "failed" || state.resume.step === "checking") {
		return false;
	}
	const { file } = state.resume;
	if (file === undefined) {
		return true;
	}
	try {
		const now = await checkFile(spec.source);
		return now.size === file.size && now.modifiedMs === file.modifiedMs;
	} catch (error) {
		if (error instanceof FileProblem) {
			return false;
		}
		throw error;
	}
}
