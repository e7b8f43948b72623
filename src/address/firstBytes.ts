import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";

/** The beginning of what an address holds. */
export interface FirstBytes {
	/** The address that answered, after redirects. */
	readonly url: URL;
	readonly status: number;
	readonly statusText: string;
	readonly headers: IncomingHttpHeaders;
	readonly bytes: Buffer;
}

/** Enough for every signature; three frames of the largest MP3 have 3,132. */
const WANTED_BYTES = 4096;

const MAX_REDIRECTS = 10;

/** An address leads from one to another for ever. */
export class TooManyRedirects extends Error {
	override readonly name = "TooManyRedirects";

	constructor() {
		super("The address leads to the next without an end");
	}
}

/**
 * Asks for the first bytes of an address, and reads no more, whatever comes.
 * By `GET`, since some signed addresses refuse `HEAD`; over `node:http(s)`,
 * which VS Code fits with the user's proxy and certificates.
 *
 * @param onRedirect - may throw where an address must not be followed.
 * @throws what stands in the way of an answer; the signal's reason.
 */
export async function firstBytesOf(
	address: string,
	headers: Readonly<Record<string, string>>,
	onRedirect: (to: URL) => void,
	signal: AbortSignal,
): Promise<FirstBytes> {
	let url = new URL(address);
	for (let count = 0; count <= MAX_REDIRECTS; count++) {
		const answer = await open(url, headers, signal);
		const { statusCode = 0, statusMessage = "", headers: got } = answer;
		if (!isRedirect(statusCode) || got.location === undefined) {
			const bytes = await begin(answer);
			const statusText = statusMessage;
			return { url, status: statusCode, statusText, headers: got, bytes };
		}
		answer.destroy();
		url = new URL(got.location, url);
		onRedirect(url);
	}
	throw new TooManyRedirects();
}

function open(
	url: URL,
	headers: Readonly<Record<string, string>>,
	signal: AbortSignal,
): Promise<IncomingMessage> {
	const { request } = url.protocol === "https:" ? https : http;
	return new Promise((resolve, reject) => {
		request(url, {
			headers: {
				accept: "*/*",
				// Sizes and signatures are those of the file itself.
				"accept-encoding": "identity",
				range: `bytes=0-${WANTED_BYTES - 1}`,
				...headers,
			},
			signal,
		})
			.once("response", resolve)
			.once("error", reject)
			.end();
	});
}

async function begin(answer: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	// Leaving the loop closes the connection.
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= WANTED_BYTES) {
			break;
		}
	}
	return Buffer.concat(chunks).subarray(0, WANTED_BYTES);
}

function isRedirect(status: number): boolean {
	return [301, 302, 303, 307, 308].includes(status);
}
