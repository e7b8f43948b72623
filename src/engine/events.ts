import type { BreakerState } from "../retry/breaker.ts";
import type { AttemptRecord, EndState, Job, RunningState } from "./job.ts";

/** Everything that the engine tells of its work. */
export type EngineEvent =
	| {
			readonly type: "stage";
			readonly job: Job;
			readonly from: RunningState | undefined;
			/** How long the former stage took, in milliseconds. */
			readonly durationMs: number;
			/** The attempt of the former stage that led here, from 1. */
			readonly attempt: number;
			/** Of the former stage's last request. */
			readonly requestId: string | undefined;
	  }
	/** Bytes of the upload that the socket has taken. */
	| {
			readonly type: "uploaded";
			readonly job: Job;
			readonly sentBytes: number;
			/** From 0 to 1; absent where neither bytes nor time in all are known. */
			readonly fraction: number | undefined;
	  }
	/** Only a file's audio was sent. */
	| {
			readonly type: "audioOnly";
			readonly job: Job;
			readonly fileBytes: number;
			readonly sentBytes: number;
			readonly requestId: string | undefined;
	  }
	/** A file's audio could not be taken out after all; the whole file is sent. */
	| {
			readonly type: "sentWhole";
			readonly job: Job;
			readonly error: Error;
	  }
	/** Where the job stands at the service while it waits. */
	| {
			readonly type: "remote";
			readonly job: Job;
			readonly status: "queued" | "processing";
			readonly requestId: string | undefined;
	  }
	| {
			readonly type: "attemptFailed";
			readonly job: Job;
			readonly attempt: AttemptRecord;
	  }
	| {
			readonly type: "request";
			readonly job: Job;
			readonly request: RequestRecord;
	  }
	| { readonly type: "breaker"; readonly state: BreakerState }
	| { readonly type: "resumed"; readonly job: Job }
	/** A submit whose answer was lost, found again instead of sent again. */
	| {
			readonly type: "foundAtService";
			readonly job: Job;
			readonly transcriptId: string;
			readonly requestId: string | undefined;
	  }
	/** A job takes the transcript of an earlier one, of the same content and settings. */
	| { readonly type: "keptUsed"; readonly job: Job }
	/** The hash of a recording whose transcript did not wait for it is in the history. */
	| { readonly type: "hashed"; readonly job: Job }
	/** A transcript is written, but could not be kept in the history. */
	| {
			readonly type: "historyProblem";
			readonly job: Job;
			readonly error: Error;
	  }
	/**
	 * What a job had at the service, one that was cancelled or one that is not
	 * needed there any more: deleted, absent, or left there.
	 */
	| {
			readonly type: "cleanedUp";
			readonly job: Job;
			readonly transcriptId: string | undefined;
			readonly error?: Error;
	  }
	/** The journal could not be written: the job would not survive a crash, and is not submitted. */
	| {
			readonly type: "journalProblem";
			readonly job: Job;
			readonly error: Error;
	  }
	/** Work in the background that failed where nothing should. */
	| { readonly type: "internal"; readonly error: Error }
	| {
			readonly type: "unreadableEntry";
			/** Where the entry was put aside. */
			readonly path: string;
			readonly reason: string;
	  };

/** One exchange with the service, for the log. */
export interface RequestRecord {
	readonly operation: string;
	readonly method: string;
	readonly path: string;
	readonly status: number | undefined;
	readonly requestId?: string;
	readonly durationMs: number;
}

/** A job at work or at rest, with what only this session knows of it. */
export interface JobView {
	readonly job: Job;
	readonly sentBytes: number;
	/** From 0 to 1; absent where it is not known. */
	readonly sentFraction: number | undefined;
	readonly remote: "queued" | "processing" | undefined;
	/** When the present stage began, epoch milliseconds. */
	readonly stageSince: number;
	/** The wait before the next attempt, where the last one failed. */
	readonly retry:
		| { readonly attempt: AttemptRecord; readonly at: number }
		| undefined;
}

/** A job that has ended. */
export type Outcome = Job & { readonly state: EndState };
