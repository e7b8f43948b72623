import { ServiceFailure, TranscriptError } from "../assemblyai/failure.ts";
import type { Verdict } from "../retry/retry.ts";

/**
 * What an error tells of the service. `outage` is what opens the breaker: not
 * a fault of one file or of the key, which the service has answered, nor one
 * of this machine, which says nothing of the service.
 */
export function tells(error: Error): "outage" | "answer" | "nothing" {
	if (!(error instanceof ServiceFailure)) {
		return "nothing";
	}
	switch (error.kind) {
		case "network":
		case "timeout":
		case "serviceError":
		case "malformedAnswer":
			return "outage";
		case "offline":
		case "certificate":
			return "nothing";
		default:
			return "answer";
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
			return wasProbe && tells(error) === "outage"
				? { do: "wait", afterMs: 0 }
				: { do: "retry", ...after };
	}
}
