/** Nothing that is needed at once is larger; a damaged length often is. */
const MAX_READ_BYTES = 32 * 1024 * 1024;

/** A file that is read in parts, as VS Code serves it to the page. */
export class RangedFile {
	readonly #url: string;
	readonly #ending = new AbortController();
	/** All of it, as VS Code answered every request before microsoft/vscode#311844. */
	#whole: Blob | undefined;

	constructor(url: string) {
		this.#url = url;
	}

	/**
	 * @returns its size in bytes.
	 * @throws where it cannot be read.
	 */
	async size(): Promise<number> {
		const response = await this.#fetch(0, 1);
		const bytes = await response.blob();
		if (bytes.size > 1) {
			this.#whole = bytes;
			return bytes.size;
		}
		const range = response.headers.get("content-range") ?? "";
		const [, size] = /\/(\d+)$/.exec(range) ?? [];
		if (size === undefined) {
			throw new Error("It is not served in parts");
		}
		return Number(size);
	}

	/**
	 * @param end - the place behind the last byte.
	 * @throws where it cannot be read.
	 */
	async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
		if (end - start > MAX_READ_BYTES) {
			throw new Error(`A part of ${end - start} bytes is too large to be read`);
		}
		const part =
			this.#whole?.slice(start, end) ?? (await this.#fetch(start, end));
		return new Uint8Array(await part.arrayBuffer());
	}

	/** Ends what is being read. */
	dispose(): void {
		this.#ending.abort();
	}

	async #fetch(start: number, end: number): Promise<Response> {
		const response = await fetch(this.#url, {
			headers: { range: `bytes=${start}-${end - 1}` },
			signal: this.#ending.signal,
		});
		if (response.status !== 206) {
			await response.body?.cancel();
			throw new Error(`Status ${response.status}`);
		}
		return response;
	}
}
