import type { Transcript } from "assemblyai";
import type { EngineEvent } from "../events.ts";
import { recordOf } from "../failureRecord.ts";
import type { Caller, Gateway } from "../gateway.ts";
import type { OperationAtService } from "../job.ts";
import {
	deleteIfThere,
	expectNotDeleted,
	withoutSigning,
} from "../remoteTranscript.ts";
import type { History } from "./history.ts";
import { type HistoryRecord, jobOf } from "./record.ts";

/** What it works with. */
interface AtServiceParts {
	readonly gateway: Gateway;
	readonly history: History;
	readonly emit: (event: EngineEvent) => void;
}

/** What a person does with done transcripts at the service. Nothing of it is charged. */
export class AtService {
	readonly #parts: AtServiceParts;

	constructor(parts: AtServiceParts) {
		this.#parts = parts;
	}

	/**
	 * A transcript as the history has it; else as the service has it, which the
	 * history keeps then.
	 * @throws ServiceFailure; `notFound` where neither has it. KeyMissing
	 */
	async transcript(
		record: HistoryRecord,
		signal: AbortSignal,
	): Promise<Transcript> {
		const { gateway, history } = this.#parts;
		const kept = await history.copyOf(record);
		if (kept !== undefined) {
			return kept;
		}
		const answer = await gateway.attempts(
			(service, options) => service.get(record.transcriptId, options),
			this.#caller(record, "fetching", signal),
			{ patience: () => "attempts" },
		);
		const transcript = withoutSigning(
			expectNotDeleted(answer.transcript, answer.requestId),
		);
		await history.keepCopy(record, transcript).catch((error: unknown) => {
			const job = jobOf(record);
			const known = error instanceof Error ? error : new Error(String(error));
			this.#parts.emit({ type: "historyProblem", job, error: known });
		});
		return transcript;
	}

	/**
	 * Deletes a transcript and its recording at the service; the history keeps
	 * its own copy.
	 * @throws ServiceFailure; KeyMissing
	 */
	async delete(record: HistoryRecord, signal: AbortSignal): Promise<void> {
		const { gateway, history, emit } = this.#parts;
		const { transcriptId } = record;
		await gateway.attempts(
			(service, options) => deleteIfThere(transcriptId, service, options),
			this.#caller(record, "deleting", signal),
			{ patience: () => "attempts" },
		);
		const deletedAt = new Date().toISOString();
		const now = await history.find(record.spec.id);
		await (now && history.update({ ...now, deletedAt }));
		emit({ type: "cleanedUp", job: jobOf(record), transcriptId });
	}

	#caller(
		record: HistoryRecord,
		operation: OperationAtService,
		signal: AbortSignal,
	): Caller {
		const { emit } = this.#parts;
		const job = jobOf(record);
		let since = Date.now();
		return {
			baseUrl: record.spec.baseUrl,
			files: 1,
			signal,
			onAttempt: () => {
				since = Date.now();
			},
			onFailedAttempt: ({ error, ...attempt }) =>
				emit({
					type: "attemptFailed",
					job,
					attempt: {
						...recordOf(error, record.source, record.transcriptId),
						operation,
						step: "waiting",
						durationMs: Date.now() - since,
						...attempt,
					},
				}),
			onRequest: (request) => emit({ type: "request", job, request }),
		};
	}
}
