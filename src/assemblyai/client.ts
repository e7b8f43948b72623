import type { Readable } from "node:stream";
import type {
	Transcript,
	TranscriptListItem,
	TranscriptParams,
} from "assemblyai";
import PQueue from "p-queue";
import { failureOfStatus, type Operation, ServiceFailure } from "./failure.ts";
import { LIST_PAGE_SIZE } from "./limits.ts";
import type { RequestId } from "./requestId.ts";
import { transcriptsWith, uploadWith } from "./services.ts";
import {
	type Answer,
	DEFAULT_TIMEOUTS,
	exchange,
	type StreamedBody,
	type Timeouts,
} from "./transport.ts";

/** One finished exchange, for the log at debug level. */
interface ExchangeRecord {
	readonly operation: Operation;
	readonly method: string;
	/** Path and query, without host. */
	readonly path: string;
	readonly status: number | undefined;
	readonly requestId: RequestId | undefined;
	readonly durationMs: number;
}

/** What every call takes: a way to stop it, and someone to tell of its exchange. */
export interface CallOptions {
	readonly signal: AbortSignal;
	readonly onExchange?: (record: ExchangeRecord) => void;
}

/** An upload that the service acknowledged. */
export interface Upload {
	/** The address that a transcript is asked for with. */
	readonly url: string;
	/** The service's clock when it took the upload, ISO 8601. */
	readonly acknowledgedAt: string;
	readonly requestId: RequestId | undefined;
}

/** A transcript and the ID of the request that brought it. */
export interface TranscriptAnswer {
	readonly transcript: Transcript;
	readonly requestId: RequestId | undefined;
}

/** What a transcript was asked for with: an upload, or an address that the service fetches. */
export interface SubmittedAudio {
	readonly url: string;
	/** Not later than the first submit, by the service's clock, ISO 8601. */
	readonly acknowledgedAt: string;
	/** A transcript that was there before the first submit. */
	readonly after?: string;
}

/** A file to upload: a stream, of exactly `bytes` bytes where those are given. */
export type UploadSource = StreamedBody & { readonly stream: Readable };

/** Where the service is and who asks. */
export interface ClientOptions {
	/** From {@link serviceUrl}. */
	readonly baseUrl: string;
	readonly apiKey: string;
	/** `name/version` for the `User-Agent` header. */
	readonly userAgent: string;
	readonly timeouts?: Timeouts;
}

/**
 * So many requests are under way at once, beside uploads: each takes a
 * connection, and 1,000 files may have their transcripts in the same moment.
 */
const REQUESTS_AT_ONCE = 32;

/**
 * AssemblyAI's v2 API as the job engine needs it. Every call makes exactly one
 * request unless it says otherwise, and none retries: that is the caller's.
 * All throw {@link ServiceFailure}, or the signal's reason when aborted.
 */
export class Client {
	readonly #options: ClientOptions;
	readonly #line = new PQueue({ concurrency: REQUESTS_AT_ONCE });
	#keyWorks = false;

	constructor(options: ClientOptions) {
		this.#options = options;
	}

	/**
	 * Asks for nothing but an answer, until there was one. Throws `keyRefused`
	 * where the key is wrong.
	 */
	async checkKey(options: CallOptions): Promise<void> {
		if (this.#keyWorks) {
			return;
		}
		const call = this.#call("checkKey", options);
		await call.run(() => transcriptsWith(call.fetch).list({ limit: 1 }));
		this.#keyWorks = true;
	}

	/**
	 * Streams a file to the service.
	 * @throws BodyStreamError where the source gives another number of bytes
	 * than it promised, or cannot be read.
	 */
	async upload(source: UploadSource, options: CallOptions): Promise<Upload> {
		const call = this.#call("upload", options, source);
		const url = await call.run(() => uploadWith(call.fetch, source.stream));
		if (!isHttpUrl(url)) {
			throw call.malformed("The answer holds no upload address");
		}
		const date = call.answer?.headers.date;
		const acknowledgedAt = new Date(
			typeof date === "string" ? date : Date.now(),
		).toISOString();
		return { url, acknowledgedAt, requestId: call.answer?.requestId };
	}

	/** Asks for a transcript of an uploaded file. This is what costs money. */
	async submit(
		params: TranscriptParams,
		options: CallOptions,
	): Promise<TranscriptAnswer> {
		const call = this.#call("submit", options);
		const transcript = await call.run(() =>
			transcriptsWith(call.fetch).submit(params),
		);
		return call.checkTranscript(transcript);
	}

	/** A transcript as it stands now. */
	async get(id: string, options: CallOptions): Promise<TranscriptAnswer> {
		const call = this.#call("get", options);
		const transcript = await call.run(() =>
			transcriptsWith(call.fetch).get(id),
		);
		return call.checkTranscript(transcript, id);
	}

	/**
	 * A page of the account's transcripts, newest first.
	 *
	 * @param beforeId - only those made before this transcript; absent for the newest.
	 */
	async list(
		options: CallOptions,
		beforeId?: string,
	): Promise<TranscriptListItem[]> {
		const before = beforeId === undefined ? {} : { before_id: beforeId };
		return this.#page({ limit: LIST_PAGE_SIZE, ...before }, options);
	}

	/** The ID of the account's newest transcript; absent where it has none. */
	async newest(options: CallOptions): Promise<string | undefined> {
		return (await this.#page({ limit: 1 }, options))[0]?.id;
	}

	/**
	 * The transcripts made from an upload or an address since, newest first.
	 * Reads pages, newest first, until they are older than the first submit.
	 */
	async findByAudio(
		{ url, acknowledgedAt, after }: SubmittedAudio,
		options: CallOptions,
	): Promise<TranscriptListItem[]> {
		const found: TranscriptListItem[] = [];
		const oldest = Date.parse(acknowledgedAt) - CLOCK_TOLERANCE_MS;
		let beforeId: string | undefined;
		for (;;) {
			const page = await this.list(options, beforeId);
			const end = page.findIndex(({ id }) => id === after);
			const later = end === -1 ? page : page.slice(0, end);
			found.push(...later.filter((item) => item.audio_url === url));
			const last = page.at(-1);
			if (
				end !== -1 ||
				last === undefined ||
				last.id === beforeId ||
				page.length < LIST_PAGE_SIZE ||
				last.created.getTime() < oldest
			) {
				return found;
			}
			beforeId = last.id;
		}
	}

	/** Deletes a transcript and its upload at the service. */
	async delete(id: string, options: CallOptions): Promise<void> {
		const call = this.#call("delete", options);
		const deleted: unknown = await call.run(() =>
			transcriptsWith(call.fetch).delete(id),
		);
		if (!isRecord(deleted) || deleted.id !== id) {
			throw call.malformed("The answer does not name the deleted transcript");
		}
	}

	async #page(
		params: { limit: number; before_id?: string },
		options: CallOptions,
	): Promise<TranscriptListItem[]> {
		const call = this.#call("list", options);
		const page = await call.run(() => transcriptsWith(call.fetch).list(params));
		if (!page.transcripts.every(isListItem)) {
			throw call.malformed("The answer is no list of transcripts");
		}
		return page.transcripts;
	}

	#call(operation: Operation, options: CallOptions, source?: UploadSource) {
		return new Call(operation, this.#options, options, this.#line, source);
	}
}

/**
 * The service's list gives times without a zone, which the SDK reads as local
 * ones: they can be off by as much as time zones are, in milliseconds.
 */
const CLOCK_TOLERANCE_MS = 15 * 3600_000;

/** One call of the SDK: the request that it makes, and what came of it. */
class Call {
	answer: Answer | undefined;
	readonly #operation: Operation;
	readonly #client: ClientOptions;
	readonly #options: CallOptions;
	readonly #line: PQueue;
	readonly #source: UploadSource | undefined;

	/** @param line - where what is no upload waits for its turn. */
	constructor(
		operation: Operation,
		client: ClientOptions,
		options: CallOptions,
		line: PQueue,
		source?: UploadSource,
	) {
		this.#operation = operation;
		this.#client = client;
		this.#options = options;
		this.#line = line;
		this.#source = source;
	}

	/**
	 * Runs the SDK, and sorts what it throws where an answer of success was
	 * not what the SDK expects.
	 */
	async run<T>(sdkCall: () => Promise<T>): Promise<T> {
		try {
			return await sdkCall();
		} catch (error) {
			if (this.answer !== undefined && !(error instanceof ServiceFailure)) {
				throw this.malformed("The answer cannot be read", error);
			}
			throw error;
		}
	}

	/** What the SDK's services send their request with. */
	readonly fetch = (path: string, init?: RequestInit): Promise<Response> => {
		const send = () => this.#send(path, init);
		return this.#source === undefined
			? this.#line.add(send, { signal: this.#options.signal })
			: send();
	};

	async #send(path: string, init: RequestInit = {}): Promise<Response> {
		const method = init.method ?? "GET";
		const body = this.#source ?? (init.body as string | undefined);
		const started = performance.now();
		let answer: Answer | undefined;
		try {
			answer = await exchange(
				{
					operation: this.#operation,
					method,
					url: this.#client.baseUrl + path,
					headers: {
						authorization: this.#client.apiKey,
						"user-agent": this.#client.userAgent,
						accept: "application/json",
						...(body !== undefined && {
							"content-type":
								this.#source === undefined
									? "application/json"
									: "application/octet-stream",
						}),
					},
					...(body !== undefined && { body }),
				},
				this.#options.signal,
				this.#client.timeouts ?? DEFAULT_TIMEOUTS,
			);
		} finally {
			this.#options.onExchange?.({
				operation: this.#operation,
				method,
				path,
				status: answer?.status,
				requestId: answer?.requestId,
				durationMs: performance.now() - started,
			});
		}
		if (answer.status < 200 || answer.status >= 300) {
			throw failureOfStatus(answer.status, errorText(answer), {
				operation: this.#operation,
				...(answer.requestId && { requestId: answer.requestId }),
				...retryAfter(answer),
			});
		}
		this.answer = answer;
		return new Response(new Uint8Array(answer.body));
	}

	/** A transcript whose ID is safe to put in a path and whose state is known. */
	checkTranscript(transcript: Transcript, id?: string): TranscriptAnswer {
		if (
			!isRecord(transcript) ||
			!isTranscriptId(transcript.id) ||
			(id !== undefined && transcript.id !== id) ||
			!isStatus(transcript.status)
		) {
			throw this.malformed("The answer is no transcript");
		}
		return { transcript, requestId: this.answer?.requestId };
	}

	malformed(message: string, cause?: unknown): ServiceFailure {
		return new ServiceFailure("malformedAnswer", message, {
			operation: this.#operation,
			...(this.answer && { status: this.answer.status }),
			...(this.answer?.requestId && { requestId: this.answer.requestId }),
			cause,
		});
	}
}

/** The service's words; else the status alone: a proxy's page of HTML helps nobody. */
function errorText(answer: Answer): string {
	try {
		const json: unknown = JSON.parse(answer.body.toString());
		if (isRecord(json) && typeof json.error === "string") {
			return json.error.slice(0, 2000);
		}
	} catch {
		// Not JSON: not from the service itself.
	}
	return `HTTP status ${answer.status}`;
}

/** `Retry-After` in either of its forms (RFC 9110, 10.2.3). */
function retryAfter(answer: Answer): { retryAfterMs?: number } {
	const value = answer.headers["retry-after"];
	if (typeof value !== "string") {
		return {};
	}
	const isDate = /^[a-z]{3,}/i.test(value.trim());
	const ms = /^\d+$/.test(value.trim())
		? Number(value) * 1000
		: isDate
			? Date.parse(value) - Date.now()
			: Number.NaN;
	return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

function isHttpUrl(value: unknown): value is string {
	return typeof value === "string" && /^https?:\/\//.test(value);
}

function isTranscriptId(value: unknown): value is string {
	return typeof value === "string" && /^[\w-]{1,128}$/.test(value);
}

function isStatus(value: unknown): boolean {
	return (
		value === "queued" ||
		value === "processing" ||
		value === "completed" ||
		value === "error"
	);
}

function isListItem(item: TranscriptListItem): boolean {
	return (
		isRecord(item) &&
		isTranscriptId(item.id) &&
		typeof item.status === "string" &&
		typeof item.audio_url === "string" &&
		item.created instanceof Date
	);
}
