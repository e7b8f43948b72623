import type { BitReader } from "./bitReader.ts";
import type { Codebook } from "./codebooks.ts";

/** No codeword is longer. */
const MAX_BITS = 19;

/** Decodes a canonical Huffman code: among its codewords of one length the next is the next number. */
export class HuffmanDecoder {
	readonly #symbols: Uint16Array;
	/** By length: the first value of 19 bits that is none of this length's codewords, nor a shorter one. */
	readonly #ends = new Int32Array(MAX_BITS + 1);
	/** By length: what to add to a codeword for its place in the symbols. */
	readonly #shifts = new Int32Array(MAX_BITS + 1);

	constructor({ counts, symbols }: Codebook) {
		this.#symbols = Uint16Array.from(symbols);
		let code = 0;
		let place = 0;
		for (let bits = 1; bits <= MAX_BITS; bits++) {
			const count = counts[bits - 1] ?? 0;
			this.#shifts[bits] = place - code;
			code += count;
			place += count;
			this.#ends[bits] = code << (MAX_BITS - bits);
			code <<= 1;
		}
	}

	decode(bits: BitReader): number {
		const next = bits.peek(MAX_BITS);
		let length = 1;
		// The codes are complete: at the latest the longest one matches.
		while (next >= (this.#ends[length] ?? Number.POSITIVE_INFINITY)) {
			length++;
		}
		bits.skip(length);
		const code = next >> (MAX_BITS - length);
		return this.#symbols[code + (this.#shifts[length] ?? 0)] ?? 0;
	}
}
