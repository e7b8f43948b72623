/** Reads bits from the front, the highest of each byte first. Behind the end there are zeros. */
export class BitReader {
	readonly #bytes: Uint8Array;
	#position = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** Whether more was read than there is. */
	get isPastEnd(): boolean {
		return this.#position > this.#bytes.length * 8;
	}

	/** The next bits, 24 at most, without taking them. */
	peek(bits: number): number {
		if (bits === 0) {
			return 0;
		}
		const bytes = this.#bytes;
		const at = this.#position >> 3;
		const next =
			((bytes[at] ?? 0) << 24) |
			((bytes[at + 1] ?? 0) << 16) |
			((bytes[at + 2] ?? 0) << 8) |
			(bytes[at + 3] ?? 0);
		return (next << (this.#position & 7)) >>> (32 - bits);
	}

	/** Takes 24 bits at most. */
	read(bits: number): number {
		const value = this.peek(bits);
		this.#position += bits;
		return value;
	}

	flag(): boolean {
		return this.read(1) === 1;
	}

	skip(bits: number): void {
		this.#position += bits;
	}

	/** On to the next whole byte. */
	align(): void {
		this.#position = (this.#position + 7) & ~7;
	}
}
