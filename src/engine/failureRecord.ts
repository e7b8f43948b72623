import * as path from "node:path";
import { isAddress, withoutSecretsOf } from "../address/address.ts";
import { ServiceFailure, TranscriptError } from "../assemblyai/failure.ts";
import type { RequestId } from "../assemblyai/requestId.ts";
import { FileProblem } from "../media/check.ts";
import type { FailureRecord } from "./job.ts";

/** There is no key to ask the service with. */
export class KeyMissing extends Error {
	override readonly name = "KeyMissing";

	constructor() {
		super("No AssemblyAI API key is set.");
	}
}

/** Another window works on the same recording, with the same options. */
export class AtWorkElsewhere extends Error {
	override readonly name = "AtWorkElsewhere";

	constructor() {
		super("Another window of VS Code is transcribing it already.");
	}
}

/** A transcript has appeared where none was when the job was planned. */
export class Appeared extends Error {
	override readonly name = "Appeared";

	/** @param file - its absolute path. */
	constructor(file: string) {
		super(`${path.basename(file)} has appeared beside it in the meantime.`);
	}
}

/** A transcript that could not be put beside its file; it is kept until it can be. */
export class WriteProblem extends Error {
	override readonly name = "WriteProblem";
	/** The file that was to be written. */
	readonly file: string;

	constructor(file: string, cause: unknown) {
		super(messageOf(cause, file), { cause });
		this.file = file;
	}
}

/** What the system says, of the file itself: nobody knows the one that it is written to first. */
function messageOf(cause: unknown, file: string): string {
	if (!(cause instanceof Error)) {
		return String(cause);
	}
	const { path: named } = cause as NodeJS.ErrnoException;
	return named ? cause.message.replaceAll(named, file) : cause.message;
}

/** A job whose state could not be saved before it would have cost money. */
export class JournalProblem extends Error {
	override readonly name = "JournalProblem";

	constructor(cause: Error) {
		super(cause.message, { cause });
	}
}

/**
 * An error as plain data, for the journal, the log and the report.
 * @param source - of the job that failed: the service names an address in its words.
 */
export function recordOf(
	error: Error,
	source?: string,
	transcriptId?: string,
): FailureRecord {
	const record = {
		type: "internal",
		message:
			source !== undefined && isAddress(source)
				? withoutSecretsOf(source, error.message)
				: error.message,
		time: new Date().toISOString(),
		retryable: false,
		...(transcriptId !== undefined && { transcriptId }),
	};
	if (error instanceof ServiceFailure) {
		return {
			...record,
			type: error.kind,
			time: error.time.toISOString(),
			retryable: error.passing,
			...(error.status !== undefined && { status: error.status }),
			...requestIdFields(error.requestId),
		};
	}
	if (error instanceof TranscriptError) {
		return {
			...record,
			type: "transcriptError",
			time: error.time.toISOString(),
			retryable: error.isServerError,
			transcriptId: error.transcriptId,
			...requestIdFields(error.requestId),
		};
	}
	if (error instanceof FileProblem) {
		return { ...record, type: `file.${error.kind}` };
	}
	if (error instanceof WriteProblem) {
		return { ...record, type: "write" };
	}
	if (error instanceof JournalProblem) {
		return { ...record, type: "journal" };
	}
	if (error instanceof Appeared) {
		return { ...record, type: "appeared" };
	}
	if (error instanceof AtWorkElsewhere) {
		return { ...record, type: "elsewhere" };
	}
	if (error instanceof KeyMissing) {
		return { ...record, type: "keyMissing" };
	}
	return record;
}

function requestIdFields(requestId: RequestId | undefined) {
	return requestId === undefined
		? {}
		: { requestId: requestId.id, requestIdHeader: requestId.header };
}
