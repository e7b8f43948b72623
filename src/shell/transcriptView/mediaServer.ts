import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import parseRange from "range-parser";

/** A recording that the server gives out. */
export interface SharedFile {
	/** Its address; nobody can guess it. */
	readonly url: string;
	/** Ends it at once, also for what is being read. */
	dispose(): void;
}

/**
 * Gives recordings to pages of this machine, in the parts that they ask for,
 * while those are shared, and nothing else. VS Code's own way takes a whole
 * file into memory: a WAV of 1 GB took its server to 3.9 GB.
 */
export class MediaServer {
	readonly #files = new Map<string, string>();
	readonly #open = new Map<string, Set<ServerResponse>>();
	#server: Promise<Server> | undefined;

	/**
	 * @param file - absolute path.
	 * @throws where no port can be had.
	 */
	async share(file: string): Promise<SharedFile> {
		const path = `/${randomBytes(32).toString("base64url")}`;
		this.#files.set(path, file);
		try {
			this.#server ??= this.#listen();
			const { port } = (await this.#server).address() as AddressInfo;
			return {
				url: `http://127.0.0.1:${port}${path}`,
				dispose: () => this.#end(path),
			};
		} catch (error) {
			this.#end(path);
			throw error;
		}
	}

	/** Ends all of them. */
	dispose(): void {
		for (const path of [...this.#files.keys()]) {
			this.#end(path);
		}
	}

	/** The server is there as long as there is something to give out. */
	#end(path: string): void {
		this.#files.delete(path);
		for (const response of this.#open.get(path) ?? []) {
			response.destroy();
		}
		if (this.#files.size === 0) {
			const ended = this.#server;
			this.#server = undefined;
			void ended?.then(
				(server) => {
					server.close();
					server.closeAllConnections();
				},
				// It never listened.
				() => {},
			);
		}
	}

	async #listen(): Promise<Server> {
		const server = createServer((request, response) => {
			void this.#answer(request, response);
		});
		await new Promise<void>((resolve, reject) => {
			server.once("error", reject);
			server.listen(0, "127.0.0.1", resolve);
		});
		return server;
	}

	async #answer(
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> {
		const path = request.url ?? "";
		const file = this.#files.get(path);
		// The page reads it by script, too, where it decodes the sound itself.
		response.setHeader("access-control-allow-origin", "*");
		if (file === undefined) {
			response.writeHead(404).end();
			return;
		}
		const open = this.#open.get(path) ?? new Set();
		this.#open.set(path, open.add(response));
		response.once("close", () => open.delete(response));
		try {
			await answer(file, request, response);
		} catch {
			// The file is gone, or the page wants no more of it.
			if (response.headersSent) {
				response.destroy();
			} else {
				response.writeHead(404).end();
			}
		}
	}
}

async function answer(
	file: string,
	{ method, headers }: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (method === "OPTIONS") {
		response
			.writeHead(204, {
				"access-control-allow-methods": "GET, HEAD",
				"access-control-allow-headers": "range",
				"access-control-allow-private-network": "true",
			})
			.end();
		return;
	}
	if (method !== "GET" && method !== "HEAD") {
		response.writeHead(405, { allow: "GET, HEAD, OPTIONS" }).end();
		return;
	}
	const { size } = await stat(file);
	const range = rangeOf(headers.range, size);
	response.setHeaders(
		new Map([
			["accept-ranges", "bytes"],
			["access-control-expose-headers", "content-range"],
			["cache-control", "no-store"],
			["content-type", "application/octet-stream"],
			["cross-origin-resource-policy", "cross-origin"],
		]),
	);
	if (range === "unsatisfiable") {
		response.writeHead(416, { "content-range": `bytes */${size}` }).end();
		return;
	}
	const { start, end } = range ?? { start: 0, end: size - 1 };
	response.writeHead(range === undefined ? 200 : 206, {
		"content-length": end - start + 1,
		...(range && { "content-range": `bytes ${start}-${end}/${size}` }),
	});
	if (method === "HEAD" || end < start) {
		response.end();
		return;
	}
	await pipeline(createReadStream(file, { start, end }), response);
}

/** The one range that is asked for; none stands for all of it, as several do, and what is no range of bytes. */
function rangeOf(
	header: string | undefined,
	size: number,
): { start: number; end: number } | "unsatisfiable" | undefined {
	const ranges = header === undefined ? -2 : parseRange(size, header);
	if (ranges === -1) {
		return "unsatisfiable";
	}
	const isOne =
		typeof ranges === "object" &&
		ranges.type === "bytes" &&
		ranges.length === 1;
	return isOne ? ranges[0] : undefined;
}
