import { ServiceFailure, TranscriptError } from "../assemblyai/failure.ts";
import type { Verdict } from "../retry/retry.ts";

/**
 * Whether an error says that the service itself is in trouble, which is what
 * opens the breaker: not a fault of one file, of the key, or of this
 * machine's own network.
 */
export function isOutage(error: Error): boolean {
	if (!(error instanceof ServiceFailure)) {
		return false;
	}
	switch (error.kind) {
		case "network":
		case "timeout":
		case "serviceError":
		case "uploadRefused":
		case "malformedAnswer":
			return true;
		default:
			return false;
	}
}

/**
 * What a failed attempt of any step means, by the table of AssemblyAI's
 * failures: what passes is tried again, and what is not the step's own
 * failure counts for no attempt.
 *
 * @param wasProbe - whether the attempt was the breaker's look at a service
 * known to be in trouble: that has shown nothing about this job.
 */
export function judge(error: Error, wasProbe: boolean): Verdict {
	if (error instanceof TranscriptError) {
		return { do: error.isServerError ? "retry" : "stop" };
	}
	if (!(error instanceof ServiceFailure) || !error.passing) {
		return { do: "stop" };
	}
	const after =
		error.retryAfterMs === undefined ? {} : { afterMs: error.retryAfterMs };
	switch (error.kind) {
		case "rateLimited":
		case "offline":
			return { do: "wait", ...after };
		default:
			// The breaker itself makes a probe's job wait.
			return wasProbe && isOutage(error)
				? { do: "wait", afterMs: 0 }
				: { do: "retry", ...after };
	}
}
