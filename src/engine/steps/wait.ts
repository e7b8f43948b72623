import { isKind, TranscriptError } from "../../assemblyai/failure.ts";
import type { RequestId } from "../../assemblyai/requestId.ts";
import type { RunningState, UploadFacts } from "../job.ts";
import {
	expectNotDeleted,
	expectSound,
	withoutSigning,
} from "../remoteTranscript.ts";
import type { FinishedTranscript } from "../watcher.ts";
import type { State, StepContext } from "./context.ts";

/** Waits for the transcript, and says what is to be done with it. */
export async function wait(
	state: State<"waiting">,
	context: StepContext,
): Promise<RunningState> {
	const { file, upload, transcriptId, spent } = state;
	const size = file?.size ?? context.spec.seen?.size;
	// The recording's hash costs no time of its own while the service works.
	const hashed = file && context.hash(file);
	const submittedAt = Date.parse(state.submittedAt);
	let requestId: RequestId | undefined;
	const watch = context.watcher.finished({
		transcriptId,
		submittedAt,
		expectedMs: context.expectedMs(size),
		signal: context.signal,
		onStatus: context.onStatus,
		get: async () => {
			const answer = await context.attempts(
				(service, options) => service.get(transcriptId, options),
				{ patience: () => "untilItPasses" },
			);
			requestId = answer.requestId;
			return answer.transcript;
		},
		list: (beforeId) =>
			context.attempts((service, options) => service.list(options, beforeId), {
				patience: () => "attempts",
				isShared: true,
			}),
	});
	let transcript: FinishedTranscript;
	try {
		transcript = expectNotDeleted(await watch, requestId);
	} catch (error) {
		if (context.isRetry && isKind(error, "notFound")) {
			// A person was told that it is not there, and asks for it all the same.
			return { step: "checking" };
		}
		throw error;
	}
	if (transcript.status === "completed") {
		expectSound(transcript, requestId);
		if (context.isFresh) {
			const tookMs = Date.now() - submittedAt;
			context.learn(size, transcript.audio_duration ?? 0, tookMs);
		}
		const sha256 = await hashed?.();
		return {
			step: "writing",
			...(file && { file }),
			...(sha256 !== undefined && { sha256 }),
			transcript: withoutSigning(transcript),
			...(requestId && { requestId: requestId.id }),
		};
	}
	const error = new TranscriptError(
		typeof transcript.error === "string"
			? transcript.error
			: "The service gives no reason.",
		transcriptId,
		requestId,
	);
	if (error.isServerError) {
		await context.again(error, spent.length + 1);
		return {
			step: "submitting",
			...(file && { file }),
			upload,
			spent: [...spent, transcriptId],
		};
	}
	if (file && error.isDownloadError && isOld(upload)) {
		return { step: "uploading", file };
	}
	throw error;
}

/** An upload that the service may have thrown away, as one of a job that was resumed late. */
function isOld(upload: UploadFacts): boolean {
	return Date.now() - Date.parse(upload.acknowledgedAt) > 3600_000;
}
