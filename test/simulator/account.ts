import { randomUUID } from "node:crypto";
import type { TranscriptParams } from "assemblyai";
import {
	CHARS_PER_CAPTION,
	captionsOf,
	stretchesOf,
	wordSearch,
} from "./captions.ts";
import type { RequestKind } from "./faults.ts";
import { type JobRecord, type Jobs, transcriptOf } from "./jobs.ts";
import { type Script, sampleScripts, simulatedScript } from "./script.ts";

/** A file that was uploaded whole. */
export interface UploadRecord {
	readonly url: string;
	readonly sha256: string;
	readonly bytes: number;
	/** Epoch milliseconds. */
	readonly time: number;
	/** Which of the keys sent it; only that one can use it. */
	readonly keyIndex: number;
}

/** An answer before it is written. */
export interface Reply {
	readonly status: number;
	readonly body: string;
	readonly type: "application/json" | "text/plain";
}

/** A request whose body was read. */
export interface ReadRequest {
	readonly kind: RequestKind;
	readonly id: string;
	readonly query: URLSearchParams;
	readonly body: string;
	readonly bytes: number;
	readonly sha256: string;
	readonly keyIndex: number;
	readonly baseUrl: string;
}

const MODELS = new Set(["universal-3-5-pro", "universal-3-pro", "universal-2"]);

/** What an account has at the service, and what its requests do there. */
export class Account {
	readonly #jobs: Jobs;
	readonly #errorOfNextJob: () => string | undefined;
	readonly #samples = sampleScripts();
	readonly #onJob: (job: JobRecord) => void;
	uploads: UploadRecord[] = [];

	constructor(
		jobs: Jobs,
		errorOfNextJob: () => string | undefined,
		onJob: (job: JobRecord) => void,
	) {
		this.#jobs = jobs;
		this.#errorOfNextJob = errorOfNextJob;
		this.#onJob = onJob;
	}

	/** Does what a request asks for. */
	handle(request: ReadRequest): Reply {
		switch (request.kind) {
			case "upload":
				return this.#upload(request);
			case "submit":
				return this.#submit(request);
			case "list":
				return this.#list(request);
			default:
				return this.#ofJob(request);
		}
	}

	#upload(request: ReadRequest): Reply {
		if (request.bytes === 0) {
			return refusal(422);
		}
		const { bytes, sha256, keyIndex } = request;
		const url = `${request.baseUrl}/upload/${randomUUID()}`;
		this.uploads.push({ url, bytes, sha256, keyIndex, time: Date.now() });
		return json({ upload_url: url });
	}

	#submit({ body, keyIndex }: ReadRequest): Reply {
		let params: TranscriptParams;
		try {
			params = JSON.parse(body) as TranscriptParams;
		} catch {
			return refusal(400, "Invalid JSON in the body of the request");
		}
		const audioUrl: unknown = params.audio_url;
		if (typeof audioUrl !== "string" || !/^https?:\/\//.test(audioUrl)) {
			return refusal(400, "audio_url should start with http");
		}
		const unknown = params.speech_models?.find((model) => !MODELS.has(model));
		if (unknown !== undefined) {
			return refusal(400, `Invalid speech model: ${unknown}`);
		}
		const upload = this.uploads.find(({ url }) => url === audioUrl);
		if (upload !== undefined && upload.keyIndex !== keyIndex) {
			return refusal(403);
		}
		const script = this.#scriptOf(upload);
		const error = this.#errorOfNextJob();
		const job = this.#jobs.create({ audioUrl, params, script, error });
		this.#onJob(job);
		return json(transcriptOf(job));
	}

	#scriptOf(upload: UploadRecord | undefined): Script {
		return (
			(upload && this.#samples.get(upload.sha256)) ??
			simulatedScript(upload?.bytes ?? 0, upload?.sha256 ?? "unknown")
		);
	}

	#list({ query, baseUrl }: ReadRequest): Reply {
		const limit = Math.min(200, Number(query.get("limit") ?? 10));
		const position = (id: string | null) =>
			this.#jobs.all.findIndex((job) => job.id === id);
		const before = query.has("before_id")
			? position(query.get("before_id"))
			: this.#jobs.all.length;
		const after = query.has("after_id") ? position(query.get("after_id")) : -1;
		const matching = this.#jobs.all
			.slice(after + 1, before)
			.filter(
				({ status }) => !query.has("status") || status === query.get("status"),
			)
			.filter(
				({ created }) =>
					!query.has("created_on") ||
					isoTime(created).startsWith(query.get("created_on") ?? ""),
			)
			.reverse();
		const page = matching.slice(0, limit);
		const link = (name: string, job: JobRecord | undefined) =>
			job ? `${baseUrl}/v2/transcript?limit=${limit}&${name}=${job.id}` : null;
		return json({
			page_details: {
				limit,
				result_count: page.length,
				current_url: `${baseUrl}/v2/transcript?${query}`,
				prev_url: link("before_id", page.at(-1)),
				next_url: link("after_id", page[0]),
			},
			transcripts: page.map((job) => ({
				id: job.id,
				resource_url: `${baseUrl}/v2/transcript/${job.id}`,
				status: job.status,
				created: isoTime(job.created),
				completed: job.completed === undefined ? null : isoTime(job.completed),
				audio_url: job.deleted ? "http://deleted_by_user" : job.audioUrl,
				error: job.status === "error" ? (job.error ?? null) : null,
			})),
		});
	}

	#ofJob({ kind, id, query }: ReadRequest): Reply {
		const job = this.#jobs.all.find((each) => each.id === id.split("/")[0]);
		if (job === undefined) {
			return refusal(404);
		}
		if (kind === "get") {
			return json(transcriptOf(job));
		}
		if (kind === "delete") {
			job.deleted = true;
			return json(transcriptOf(job));
		}
		if (job.status !== "completed" || job.deleted) {
			return refusal(400, "This transcript has a status that has no text");
		}
		switch (kind) {
			case "captions": {
				const format = id.endsWith("/vtt") ? "vtt" : "srt";
				const maxChars = Number(
					query.get("chars_per_caption") ?? CHARS_PER_CAPTION,
				);
				if (job.script.words.some(({ text }) => text.length > maxChars)) {
					return refusal(400, "chars_per_caption is shorter than a word");
				}
				const body = captionsOf(job, format, maxChars);
				return { status: 200, type: "text/plain", body };
			}
			case "wordSearch":
				return json(wordSearch(job, query.get("words") ?? ""));
			default:
				return json(
					stretchesOf(job, kind === "sentences" ? kind : "paragraphs"),
				);
		}
	}
}

const WORDS: Readonly<Record<number, string>> = {
	400: "Bad request",
	401: "Authentication error, API token missing/invalid",
	403: "Cannot access uploaded file",
	404: "Transcript lookup error, transcript id not found",
	422: "Upload failed, please try again",
	429: "Too many requests",
	500: "Server error, developers have been alerted.",
	503: "Service unavailable",
	504: "Gateway timeout",
};

/** An error, in the service's words where none are given. */
export function refusal(status: number, message = WORDS[status]): Reply {
	return json({ error: message ?? `Status ${status}` }, status);
}

/** An answer in JSON. */
export function json(value: unknown, status = 200): Reply {
	return { status, type: "application/json", body: JSON.stringify(value) };
}

function isoTime(ms: number): string {
	return new Date(ms).toISOString();
}
