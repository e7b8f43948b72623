import { type FileHandle, open } from "node:fs/promises";

/** Nothing that is needed to understand a file is larger; a damaged length often is. */
const MAX_READ_BYTES = 32 * 1024 * 1024;

/** A stranger's file, read at any place, within its size and a bounded amount at once. */
export class FileBytes implements AsyncDisposable {
	/** In bytes. */
	readonly size: number;
	readonly #handle: FileHandle;

	private constructor(handle: FileHandle, size: number) {
		this.#handle = handle;
		this.size = size;
	}

	static async open(file: string): Promise<FileBytes> {
		const handle = await open(file, "r");
		const { size } = await handle.stat();
		return new FileBytes(handle, size);
	}

	/** What is at a place: fewer bytes than asked for at the end of the file. */
	async read(start: number, length: number): Promise<Buffer> {
		const wanted = Math.max(0, Math.min(length, this.size - start));
		if (wanted > MAX_READ_BYTES) {
			throw new Error(`A part of ${wanted} bytes is too large to be read`);
		}
		const buffer = Buffer.alloc(wanted);
		let filled = 0;
		while (filled < wanted) {
			const { bytesRead } = await this.#handle.read(
				buffer,
				filled,
				wanted - filled,
				start + filled,
			);
			if (bytesRead === 0) {
				break; // The file was shortened meanwhile.
			}
			filled += bytesRead;
		}
		return buffer.subarray(0, filled);
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.#handle.close();
	}
}
