import { once } from "node:events";
import { type MessagePort, parentPort } from "node:worker_threads";
import { extractTrack } from "./copyTrack.ts";
import { FileBytes } from "./fileBytes.ts";
import type { FromWorker, Task } from "./protocol.ts";

/** Large enough to be worth a message, small enough to leave soon. */
const CHUNK_BYTES = 64 * 1024;

/** Sends a track chunk by chunk, each when the host has asked for it. */
export async function extract({
	file,
	track,
}: Extract<Task, { do: "extract" }>): Promise<void> {
	if (parentPort === null) {
		throw new Error("This runs in a worker only");
	}
	await using bytes = await FileBytes.open(file);
	const chunks = new Chunks(parentPort);
	await extractTrack(bytes, track, (part, mediaS) => chunks.add(part, mediaS));
	await chunks.flush();
}

/** Gathers small parts into chunks; the first goes out as it is, so that the upload begins. */
class Chunks {
	readonly #port: MessagePort;
	#parts: Uint8Array[] = [];
	#bytes = 0;
	#mediaS = 0;
	#isFirst = true;

	constructor(port: MessagePort) {
		this.#port = port;
	}

	async add(part: Uint8Array, mediaS: number): Promise<void> {
		// The writer uses its buffer again.
		this.#parts.push(part.slice());
		this.#bytes += part.length;
		this.#mediaS = mediaS;
		if (this.#isFirst || this.#bytes >= CHUNK_BYTES) {
			this.#isFirst = false;
			await this.flush();
		}
	}

	async flush(): Promise<void> {
		if (this.#bytes === 0) {
			return;
		}
		const bytes = new Uint8Array(this.#bytes);
		let offset = 0;
		for (const part of this.#parts) {
			bytes.set(part, offset);
			offset += part.length;
		}
		this.#parts = [];
		this.#bytes = 0;
		await once(this.#port, "message"); // "more"
		const message: FromWorker = {
			type: "chunk",
			bytes,
			mediaS: this.#mediaS,
		};
		this.#port.postMessage(message, [bytes.buffer]);
	}
}
