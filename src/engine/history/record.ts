import { createHash } from "node:crypto";
import type { Transcript } from "assemblyai";
import type { MediaFacts } from "../../media/inspection.ts";
import { withHome, withoutHome } from "../homeFolder.ts";
import type { AttemptRecord, Job, JobSpec, RunningState } from "../job.ts";
import { shownSource } from "../source.ts";
import { isDay, localDay } from "./fileNames.ts";

/** Raised when the shape of a record changes; records of another version are passed over. */
const VERSION = 1;

/** A file as it was written, so that a person's edits in it are known for what they are. */
export interface WrittenFile {
	/** Absolute path. */
	readonly path: string;
	/** Of what was written, in hexadecimal. */
	readonly sha256: string;
}

/** A job that is done, as the history keeps it. */
export interface HistoryRecord {
	/** What was asked for, so that a second run is the same. */
	readonly spec: JobSpec;
	/** What was found in the recording. */
	readonly media?: MediaFacts;
	readonly attempts: readonly AttemptRecord[];
	/** ISO 8601. */
	readonly doneAt: string;
	/** The same by the clock of the machine, as a person calls that day: `2026-11-24`. */
	readonly day: string;
	/**
	 * Where the recording was last known to be: absolute path, or an address
	 * without its secrets.
	 */
	readonly source: string;
	/** Whether the address had secrets, which are not kept: it cannot be asked for again. */
	readonly hadSecrets?: true;
	/** Of the recording, in bytes; absent for an address. */
	readonly size?: number;
	/** Of the recording; absent for an address, and where it was gone or changed by then. */
	readonly sha256?: string;
	/** In the order of the formats. */
	readonly outputs: readonly WrittenFile[];
	readonly transcriptId: string;
	/** Of the request that brought the transcript. */
	readonly requestId?: string;
	/** In seconds. */
	readonly durationS?: number;
	/** AssemblyAI's code. */
	readonly language?: string;
	readonly hasSpeech: boolean;
	/** When it was deleted at the service, ISO 8601; absent where it was not. */
	readonly deletedAt?: string;
}

/** What the last step knows of a job. */
export interface Written {
	readonly state: Extract<RunningState, { step: "writing" }>;
	readonly outputs: readonly WrittenFile[];
	readonly hasSpeech: boolean;
}

/** The record of a job whose files are written. */
export function recordOfJob(
	{ spec, media, attempts }: Job,
	{ state, outputs, hasSpeech }: Written,
	now: Date,
): HistoryRecord {
	const { file, sha256, transcript, requestId } = state;
	const { audio_duration: durationS, language_code: language } = transcript;
	const source = shownSource(spec.source);
	return {
		spec: { ...spec, source },
		...(media && { media }),
		attempts,
		doneAt: now.toISOString(),
		day: localDay(now),
		source,
		...(source !== spec.source && { hadSecrets: true }),
		...(file && { size: file.size }),
		...(sha256 !== undefined && { sha256 }),
		outputs,
		transcriptId: transcript.id,
		...(requestId !== undefined && { requestId }),
		...(durationS != null && { durationS }),
		...(language != null && { language }),
		hasSpeech,
	};
}

/** Whether a transcript stands at the service as well. */
export function isAtService({ spec, deletedAt }: HistoryRecord): boolean {
	return deletedAt === undefined && !spec.isRecorded;
}

/** The job that a record is of, as a report shows it. */
export function jobOf(record: HistoryRecord): Job {
	const { spec, media, attempts, outputs, transcriptId, hasSpeech } = record;
	const { requestId } = record;
	return {
		spec,
		...(media && { media }),
		attempts,
		state: {
			step: "done",
			outputs: outputs.map((output) => output.path),
			transcriptId,
			...(requestId !== undefined && { requestId }),
			hasSpeech,
		},
	};
}

/** A file's record, with the hash of its content. */
export function writtenFile(path: string, content: string): WrittenFile {
	return { path, sha256: sha256OfText(content) };
}

/** The SHA-256 of a text as a file holds it, in hexadecimal. */
export function sha256OfText(content: string): string {
	return createHash("sha256").update(content).digest("hex");
}

/** A record as JSON, without the home folder in it. */
export function recordToJson(record: HistoryRecord): string {
	return withoutHome(JSON.stringify({ version: VERSION, ...record }));
}

/** Reads what {@link recordToJson} wrote; absent for what is no record of this version. */
export function recordFromJson(text: string): HistoryRecord | undefined {
	let value: unknown;
	try {
		value = JSON.parse(withHome(text));
	} catch {
		return undefined;
	}
	if (!isRecord(value)) {
		return undefined;
	}
	const { version: _, ...record } = value;
	return record;
}

/** The envelope is checked, not each field: this code alone writes records, whole. */
function isRecord(
	value: unknown,
): value is HistoryRecord & { version: number } {
	return (
		isObject(value) &&
		value.version === VERSION &&
		isObject(value.spec) &&
		typeof value.spec.id === "string" &&
		typeof value.spec.baseUrl === "string" &&
		typeof value.source === "string" &&
		typeof value.transcriptId === "string" &&
		typeof value.doneAt === "string" &&
		typeof value.day === "string" &&
		isDay(value.day) &&
		Array.isArray(value.outputs) &&
		Array.isArray(value.attempts)
	);
}

/** Reads the service's answer as the history keeps it; absent for what is none. */
export function transcriptFromJson(text: string): Transcript | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	return isObject(value) && typeof value.id === "string"
		? (value as unknown as Transcript)
		: undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
