import type { ClientRequest, IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import type { Readable } from "node:stream";
import {
	failureOfConnection,
	type Operation,
	ServiceFailure,
} from "./failure.ts";
import { type RequestId, requestIdOf } from "./requestId.ts";

/** How long each part of an exchange may stand still, in milliseconds. */
export interface Timeouts {
	/** Until the connection stands. */
	readonly connectMs: number;
	/** While a body is sent: without the socket taking a byte. */
	readonly stallMs: number;
	/** From the last byte sent to the first of the answer, and between its parts. */
	readonly answerMs: number;
}

/** A stalled upload is given up after 60 s, a slow one never. */
export const DEFAULT_TIMEOUTS: Timeouts = {
	connectMs: 30_000,
	stallMs: 60_000,
	answerMs: 60_000,
};

/** A body that is streamed, with back-pressure. */
export interface StreamedBody {
	readonly stream: Readable;
	/** Exactly what the stream will give, in bytes; absent where that is not known beforehand. */
	readonly bytes?: number;
	/** Called with the total of bytes that the socket has taken so far. */
	readonly onSent?: (bytes: number) => void;
}

/** One request, complete but for the body's length. */
export interface OutgoingRequest {
	readonly operation: Operation;
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | StreamedBody;
}

/** One answer, whole, whatever its status. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: Buffer;
	readonly requestId: RequestId | undefined;
}

/** The JSON of a 10-hour transcript has some 25 MB; what is far beyond is no transcript. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/**
 * Sends one request over `node:http(s)`, which VS Code fits with the user's
 * proxy and certificates, and which, unlike `fetch`, lets the socket's pace
 * hold back the file. Redirects are not followed: the key goes nowhere else.
 *
 * @throws ServiceFailure where no whole answer came; what the body's stream
 * threw; the signal's reason when aborted.
 */
export async function exchange(
	request: OutgoingRequest,
	signal: AbortSignal,
	timeouts: Timeouts,
): Promise<Answer> {
	signal.throwIfAborted();
	const message = open(request);
	const watch = new Watchdog((what) =>
		message.destroy(
			new ServiceFailure("timeout", what, { operation: request.operation }),
		),
	);
	const abort = () => message.destroy();
	signal.addEventListener("abort", abort, { once: true });
	try {
		watch.expect(
			timeouts.connectMs,
			`No connection to ${new URL(request.url).host}`,
		);
		message.once("socket", (socket) => {
			const connected = () =>
				watch.expect(timeouts.stallMs, "The service takes no more data");
			if (socket.connecting) {
				socket.once(
					request.url.startsWith("https:") ? "secureConnect" : "connect",
					connected,
				);
			} else {
				connected();
			}
		});
		return await new Promise<Answer>((resolve, reject) => {
			message.once("error", reject);
			// An abort during the request can end it without an error of its own;
			// once an answer has begun, its own stream tells how that ends.
			const closed = () =>
				reject(new Error("The connection was closed before an answer came"));
			message.once("close", closed);
			message.once("response", (incoming) => {
				message.off("close", closed);
				receive(incoming, request.operation, () =>
					watch.expect(timeouts.answerMs, "The answer stopped half way"),
				).then(resolve, reject);
			});
			send(message, request.body, () =>
				watch.expect(timeouts.stallMs, "The service takes no more data"),
			).then(
				() => watch.expect(timeouts.answerMs, "The service sent no answer"),
				reject,
			);
		});
	} catch (error) {
		signal.throwIfAborted();
		throw error instanceof ServiceFailure || error instanceof BodyStreamError
			? error
			: failureOfConnection(error, request.operation);
	} finally {
		watch.stop();
		signal.removeEventListener("abort", abort);
		// After an early answer (a 401, say) the rest of the body is not wanted.
		if (!message.writableFinished) {
			message.destroy();
		}
	}
}

/** The body could not be read to its end; `cause` says why. Nothing of the network's. */
class BodyStreamError extends Error {
	override readonly name = "BodyStreamError";
}

function open(request: OutgoingRequest): ClientRequest {
	const { body } = request;
	const length =
		body === undefined
			? undefined
			: typeof body === "string"
				? Buffer.byteLength(body)
				: body.bytes;
	const headers = {
		...request.headers,
		...(length === undefined ? {} : { "content-length": String(length) }),
	};
	const { request: start } = request.url.startsWith("https:") ? https : http;
	return start(request.url, { method: request.method, headers });
}

/**
 * What the socket takes at once, in bytes: small enough that a link of 10 KB/s
 * is not taken for one that stands still.
 */
const PIECE_BYTES = 64 * 1024;

/** Resolves when the last byte was handed to the socket, or no more is wanted. */
async function send(
	message: ClientRequest,
	body: string | StreamedBody | undefined,
	onProgress: () => void,
): Promise<void> {
	if (body === undefined || typeof body === "string") {
		// Until the connection stands its own time is what counts.
		await new Promise<void>((resolve) => message.end(body, resolve));
		return;
	}
	let sent = 0;
	let isWanted = true;
	const stop = () => {
		isWanted = false;
		body.stream.destroy();
	};
	message.once("response", stop).once("close", stop);
	try {
		for await (const chunk of body.stream as AsyncIterable<Buffer>) {
			for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
				const piece = chunk.subarray(start, start + PIECE_BYTES);
				await taken(message, piece);
				sent += piece.length;
				onProgress();
				body.onSent?.(sent);
			}
		}
	} catch (cause) {
		if (isWanted) {
			throw new BodyStreamError("The file could not be read to its end", {
				cause,
			});
		}
		return;
	}
	if (isWanted && body.bytes !== undefined && sent !== body.bytes) {
		throw new BodyStreamError(
			`The file gave ${sent} bytes instead of ${body.bytes}`,
		);
	}
	message.end();
}

/** Resolves when the socket took the chunk; what went wrong shows in the message's own events. */
function taken(message: ClientRequest, chunk: Buffer): Promise<void> {
	return new Promise((resolve) => message.write(chunk, () => resolve()));
}

async function receive(
	incoming: IncomingMessage,
	operation: Operation,
	onProgress: () => void,
): Promise<Answer> {
	const requestId = requestIdOf(incoming.headers);
	const status = incoming.statusCode ?? 0;
	const chunks: Buffer[] = [];
	let bytes = 0;
	onProgress();
	try {
		for await (const chunk of incoming as AsyncIterable<Buffer>) {
			onProgress();
			bytes += chunk.length;
			if (bytes > MAX_ANSWER_BYTES) {
				throw new ServiceFailure(
					"malformedAnswer",
					"The answer is far larger than any transcript",
					{ operation, status, ...(requestId && { requestId }) },
				);
			}
			chunks.push(chunk);
		}
	} catch (cause) {
		if (cause instanceof ServiceFailure) {
			throw cause;
		}
		throw new ServiceFailure("network", "The answer broke off half way", {
			operation,
			status,
			...(requestId && { requestId }),
			cause,
		});
	}
	return {
		status,
		headers: incoming.headers,
		body: Buffer.concat(chunks),
		requestId,
	};
}

/** Calls back once where nothing happens for as long as was last agreed. */
class Watchdog {
	#timer: NodeJS.Timeout | undefined;
	#isStopped = false;
	readonly #onSilence: (what: string) => void;

	constructor(onSilence: (what: string) => void) {
		this.#onSilence = onSilence;
	}

	/** From now on at most `ms` may pass until the next call. */
	expect(ms: number, what: string): void {
		clearTimeout(this.#timer);
		if (this.#isStopped) {
			return;
		}
		this.#timer = setTimeout(
			() => this.#onSilence(`${what} for ${ms / 1000} s`),
			ms,
		);
	}

	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#timer);
	}
}
