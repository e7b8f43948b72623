import type {
	AttemptRecord,
	FailureRecord,
	Job,
	JobState,
} from "../../../src/engine/job.ts";

/** A job in a state, of a recording with an awkward name. */
export function someJob(state: JobState, more: Partial<Job> = {}): Job {
	return {
		spec: {
			id: "job-1",
			command: { id: "command-1", files: 1 },
			source: "/home/ada/my | talk.mp3",
			output: {
				stem: "/home/ada/my | talk",
				formats: ["txt"],
				ifExists: "keepBoth",
			},
			params: { language_detection: true },
			media: { extractAudio: true },
			baseUrl: "https://api.assemblyai.com",
			createdAt: "2026-11-24T10:00:00.000Z",
		},
		state,
		attempts: [],
		...more,
	};
}

/** A failure as the service gives it. */
export function someFailure(more: Partial<FailureRecord> = {}): FailureRecord {
	return {
		type: "serviceError",
		message: "Server error, developers have been alerted.",
		time: "2026-11-24T10:00:05.000Z",
		status: 500,
		requestId: "request-1",
		requestIdHeader: "x-request-id",
		retryable: true,
		...more,
	};
}

/** A failed attempt of an upload. */
export function someAttempt(more: Partial<AttemptRecord> = {}): AttemptRecord {
	return {
		...someFailure(),
		step: "uploading",
		attempt: 1,
		counts: true,
		maxAttempts: 5,
		durationMs: 1234,
		...more,
	};
}
