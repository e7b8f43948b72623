import type { FromWorker } from "../messages.ts";

/** The recording, read through the page. */
export class PageFile {
	/** In bytes. */
	readonly size: number;
	readonly #send: (message: FromWorker) => void;
	readonly #waiting = new Map<
		number,
		(bytes: Uint8Array | undefined) => void
	>();
	#requests = 0;
	#isLost = false;

	constructor(size: number, send: (message: FromWorker) => void) {
		this.size = size;
		this.#send = send;
	}

	/** Whether the page could not read it at some time. */
	get isLost(): boolean {
		return this.#isLost;
	}

	/** @throws where it cannot be read. */
	async read(start: number, end: number): Promise<Uint8Array> {
		const request = ++this.#requests;
		const bytes = await new Promise<Uint8Array | undefined>((resolve) => {
			this.#waiting.set(request, resolve);
			this.#send({ type: "read", request, start, end });
		});
		if (!bytes) {
			this.#isLost = true;
			throw new Error(`Bytes ${start} to ${end} could not be read`);
		}
		return bytes;
	}

	answer(request: number, bytes: Uint8Array | undefined): void {
		this.#waiting.get(request)?.(bytes);
		this.#waiting.delete(request);
	}
}
