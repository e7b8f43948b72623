import type { Readable } from "node:stream";
import { FileService, TranscriptService } from "assemblyai";

/**
 * What the SDK's services ask for: the path or address, and the request's
 * method, headers and body as the SDK made them.
 */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * The SDK's services with their requests sent another way. The SDK's own
 * `fetch` has no abort, progress or time-out, takes a whole file into memory,
 * and drops an error's status and headers (`assemblyai` 4.41.5,
 * `src/services/base.ts`); its types, paths and bodies are what is kept.
 */
class TracedFileService extends FileService {
	readonly #fetch: Fetch;

	constructor(fetch: Fetch) {
		super({ apiKey: "" });
		this.#fetch = fetch;
	}

	protected override fetchResponse(
		input: string,
		init?: RequestInit,
	): Promise<Response> {
		return this.#fetch(input, init);
	}
}

class TracedTranscriptService extends TranscriptService {
	readonly #fetch: Fetch;

	constructor(fetch: Fetch) {
		super({ apiKey: "" }, new TracedFileService(fetch));
		this.#fetch = fetch;
	}

	protected override fetchResponse(
		input: string,
		init?: RequestInit,
	): Promise<Response> {
		return this.#fetch(input, init);
	}
}

/** Uploads a stream through the SDK; resolves to the upload's address. */
export function uploadWith(fetch: Fetch, stream: Readable): Promise<string> {
	return new TracedFileService(fetch).upload(stream);
}

/** The SDK's transcript calls over `fetch`, one object for one call. */
export function transcriptsWith(fetch: Fetch): TranscriptService {
	return new TracedTranscriptService(fetch);
}
