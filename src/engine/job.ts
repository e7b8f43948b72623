import type { Transcript, TranscriptParams } from "assemblyai";
import type { AddressFacts } from "../address/content.ts";
import type { MediaFacts } from "../media/inspection.ts";
import type { MediaChoices } from "../media/uploadPlan.ts";
import type { Format } from "../transcript/formats.ts";

/** The files that a job is to write: one a format, all under one name. */
export interface PlannedOutput {
	/** Absolute path without a format's ending: of `talk`, `talk.txt` and `talk.srt` are made. */
	readonly stem: string;
	readonly formats: readonly Format[];
	/**
	 * What to do where one of them exists by the time they are written.
	 * `expectNone`, where there was none when it was planned: what has appeared
	 * before anything is sent, by another window most likely, stops the job;
	 * what appears later is kept.
	 */
	readonly ifExists: "replace" | "keepBoth" | "expectNone";
	/**
	 * SHA-256 of contents that nobody has edited: a file that has one of them is
	 * replaced, whatever `ifExists` says.
	 */
	readonly unedited?: readonly string[];
	/**
	 * Absolute paths of the files that these take the place of, in the order of
	 * the formats, where they are to be written elsewhere than those stand.
	 */
	readonly insteadOf?: readonly string[];
}

/** All that a job is to write. */
export function plansOf({
	output,
	also = [],
}: Pick<JobSpec, "output" | "also">): readonly PlannedOutput[] {
	return [output, ...also];
}

/** What was asked for; a request that joins the job may add files to it. */
export interface JobSpec {
	readonly id: string;
	/** The command that asked for it, and how many files that had. */
	readonly command: { readonly id: string; readonly files: number };
	/**
	 * Absolute path of the media file, or the http(s) address that the service
	 * fetches it from; that may hold a secret, and is shown by `shownSource` only.
	 */
	readonly source: string;
	/** What was seen of an address before it was sent. */
	readonly seen?: AddressFacts;
	readonly output: PlannedOutput;
	/** What later requests for the same transcript want written elsewhere, or otherwise. */
	readonly also?: readonly PlannedOutput[];
	readonly params: Omit<TranscriptParams, "audio_url">;
	/** What of it a person chose in place of settings, by the settings' names; a later change of options starts from it. */
	readonly chosen?: Readonly<Record<string, unknown>>;
	/** How much of the file is sent. */
	readonly media: MediaChoices;
	/** The service's address when the job began: a transcript stays in its region. */
	readonly baseUrl: string;
	/** Whether its transcript is a recorded answer that comes with the extension: nothing was sent, and the service knows nothing of it. */
	readonly isRecorded?: true;
	/** ISO 8601. */
	readonly createdAt: string;
}

/** What the service is to transcribe: an uploaded file as it named it, or an address that it fetches itself. */
export interface UploadFacts {
	readonly url: string;
	/** When an upload was acknowledged by the service's clock, or an address was about to be submitted; ISO 8601. */
	readonly acknowledgedAt: string;
	/**
	 * The account's newest transcript before an address was submitted, where
	 * there was one: only a later one can be the job's own. An upload's address
	 * is used by no other.
	 */
	readonly after?: string;
}

/** What is known of the source since it was checked. */
export interface SourceFacts {
	/** In bytes. */
	readonly size: number;
	/** Epoch milliseconds. */
	readonly modifiedMs: number;
}

/** States with work to do. Each can be started again from what it holds alone. `file` is absent for an address. */
export type RunningState =
	| { readonly step: "checking" }
	| { readonly step: "preparing"; readonly file?: SourceFacts }
	| { readonly step: "uploading"; readonly file: SourceFacts }
	| {
			readonly step: "submitting";
			readonly file?: SourceFacts;
			readonly upload: UploadFacts;
			/** Transcripts of this upload that ended in a server error, oldest first. */
			readonly spent: readonly string[];
	  }
	| {
			readonly step: "waiting";
			readonly file?: SourceFacts;
			readonly upload: UploadFacts;
			readonly spent: readonly string[];
			readonly transcriptId: string;
			/** ISO 8601. */
			readonly submittedAt: string;
	  }
	| {
			readonly step: "writing";
			readonly file?: SourceFacts;
			/** Of the recording; absent where that was gone or changed by then. */
			readonly sha256?: string;
			readonly transcript: Transcript;
			/** Of the answer that brought it. */
			readonly requestId?: string;
			/** Whether an earlier job has paid for the transcript, and what stands at the service is that one's. */
			readonly isOfAnother?: true;
	  };

/** The steps of a job, in their order. */
export type Step = RunningState["step"];

/** What a person does with a done transcript at the service. */
export type OperationAtService = "fetching" | "deleting";

/** Why a job failed, as plain data. */
export interface FailureRecord {
	/** The kind of failure: of the service, the file, the transcript or the writing. */
	readonly type: string;
	/** The exact message. */
	readonly message: string;
	/** ISO 8601. */
	readonly time: string;
	readonly status?: number;
	readonly requestId?: string;
	/** The header that the request ID came in. */
	readonly requestIdHeader?: string;
	readonly transcriptId?: string;
	/** What a person had asked of the service, where it was no step of a job. */
	readonly operation?: OperationAtService;
	/** Whether the same may succeed later without anything being changed. */
	readonly retryable: boolean;
}

/** States without work to do. */
export type EndState =
	| {
			readonly step: "done";
			/** Absolute paths of the files on disk, in the order of the formats. */
			readonly outputs: readonly string[];
			readonly transcriptId: string;
			/** Of the answer that brought it, where a history has told. */
			readonly requestId?: string;
			readonly hasSpeech: boolean;
			/** What is to be deleted at the service now that the files are safe. */
			readonly left?: WorkAtService;
	  }
	| {
			readonly step: "failed";
			readonly at: Step;
			readonly failure: FailureRecord;
			/** Where a retry goes on. */
			readonly resume: RunningState;
	  }
	| {
			readonly step: "cancelled";
			/** What may still stand at the service and is to be deleted there. */
			readonly left?: WorkAtService;
	  };

/** What a job has made at the service. */
export interface WorkAtService {
	readonly upload: UploadFacts;
	readonly spent: readonly string[];
	/** Absent where the answer to the submit is not known. */
	readonly transcriptId?: string;
}

/** Every transcript at the service that a state knows of. */
export function idsAtService(state: JobState): string[] {
	const left = leftAtService(state);
	const inner = state.step === "failed" ? state.resume : state;
	const spent = "spent" in inner ? inner.spent : (left?.spent ?? []);
	const id = transcriptIdOf(state) ?? left?.transcriptId;
	return id === undefined ? [...spent] : [...spent, id];
}

/** A transcript at the service that is known by its ID alone. */
export function workOf(transcriptId: string): WorkAtService {
	return { upload: { url: "", acknowledgedAt: "" }, spent: [], transcriptId };
}

export type JobState = RunningState | EndState;

/** One failed attempt of a job, for its report. */
export interface AttemptRecord extends FailureRecord {
	readonly step: Step;
	/** From 1. */
	readonly attempt: number;
	/** Whether it counted as an attempt; waiting for a network does not. */
	readonly counts: boolean;
	readonly maxAttempts: number;
	/** How long it took, in milliseconds. */
	readonly durationMs: number;
	/** In milliseconds; absent where no attempt followed. */
	readonly nextDelayMs?: number;
}

/** A step that the service has done for a job, with the attempt that succeeded. */
export interface PassedStep {
	readonly step: "uploading" | "submitting" | "waiting";
	/** From 1. */
	readonly attempt: number;
	/** When it was done, ISO 8601. */
	readonly time: string;
	/** How long that attempt took, of waiting since the last one that failed; in milliseconds. */
	readonly durationMs: number;
	/** Of its last request. */
	readonly requestId?: string;
}

/** A job as the journal keeps it. */
export interface Job {
	readonly spec: JobSpec;
	readonly state: JobState;
	/** What was found in the file, once it was examined. */
	readonly media?: MediaFacts;
	/** The latest failed attempts, oldest first, at most {@link MAX_ATTEMPT_RECORDS}. */
	readonly attempts: readonly AttemptRecord[];
	/** What succeeded, oldest first, at most {@link MAX_ATTEMPT_RECORDS}; absent before that. */
	readonly passed?: readonly PassedStep[];
}

/** A job in a retry storm keeps its last attempts only. */
export const MAX_ATTEMPT_RECORDS = 50;

/** Whether a state has work to do. */
export function isRunning(state: JobState): state is RunningState {
	switch (state.step) {
		case "done":
		case "failed":
		case "cancelled":
			return false;
		default:
			return true;
	}
}

/** Whether a state has nothing at the service yet that could cost anything. */
export function isUnsent({ step }: JobState): boolean {
	return step === "checking" || step === "preparing" || step === "uploading";
}

/** What an ended job has yet to delete at the service. */
export function leftAtService(state: JobState): WorkAtService | undefined {
	return state.step === "done" || state.step === "cancelled"
		? state.left
		: undefined;
}

/** The transcript that a state belongs to, where there is one. */
export function transcriptIdOf(state: JobState): string | undefined {
	switch (state.step) {
		case "waiting":
		case "done":
			return state.transcriptId;
		case "writing":
			return state.transcript.id;
		case "failed":
			return state.failure.transcriptId ?? transcriptIdOf(state.resume);
		default:
			return undefined;
	}
}
