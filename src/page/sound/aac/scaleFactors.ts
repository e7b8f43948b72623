import type { BitReader } from "./bitReader.ts";
import { SCALE_FACTOR_BOOK } from "./codebooks.ts";
import { HuffmanDecoder } from "./huffman.ts";
import { WindowSequence, type Windows } from "./windows.ts";

/** What stands for a codebook where there is none. */
export const ZERO_BAND = 0;
const RESERVED_BAND = 12;
export const NOISE_BAND = 13;
/** Intensity stereo, out of phase and in phase. */
export const INTENSITY_OUT_BAND = 14;
export const INTENSITY_IN_BAND = 15;

/** Codebook and scale of each band; those of a group follow those of the one before. */
export interface BandScales {
	readonly books: Uint8Array;
	/** What a band's values are to be multiplied with; of a noise band, its size. */
	readonly factors: Float32Array;
}

const differences = new HuffmanDecoder(SCALE_FACTOR_BOOK);
const MIDDLE_DIFFERENCE = 60;
const NOISE_OFFSET = 90;
const NOISE_BITS = 9;

/** Reads section_data and scale_factor_data (ISO/IEC 14496-3, 4.4.2.3 and 4.4.2.4). */
export function readScales(
	bits: BitReader,
	windows: Windows,
	globalGain: number,
): BandScales {
	const books = readBooks(bits, windows);
	const factors = new Float32Array(books.length);
	let gain = globalGain;
	let position = 0;
	let noise = globalGain - NOISE_OFFSET;
	let isFirstNoise = true;
	const difference = () => differences.decode(bits) - MIDDLE_DIFFERENCE;
	for (const [band, book] of books.entries()) {
		switch (book) {
			case ZERO_BAND:
				break;
			case INTENSITY_OUT_BAND:
			case INTENSITY_IN_BAND:
				position += difference();
				factors[band] = 2 ** (-position / 4);
				break;
			case NOISE_BAND:
				noise += isFirstNoise
					? bits.read(NOISE_BITS) - 2 ** (NOISE_BITS - 1)
					: difference();
				isFirstNoise = false;
				factors[band] = 2 ** (noise / 4);
				break;
			default:
				gain += difference();
				if (gain < 0 || gain > 255) {
					throw new Error(`A scale factor of ${gain}`);
				}
				factors[band] = 2 ** ((gain - 100) / 4);
		}
	}
	return { books, factors };
}

function readBooks(bits: BitReader, windows: Windows): Uint8Array {
	const { groups, sentBands } = windows;
	const books = new Uint8Array(groups.length * sentBands);
	const lengthBits = windows.sequence === WindowSequence.eightShort ? 3 : 5;
	const goesOn = 2 ** lengthBits - 1;
	for (let group = 0; group < groups.length; group++) {
		for (let band = 0; band < sentBands; ) {
			const book = bits.read(4);
			let end = band;
			let part: number;
			do {
				part = bits.read(lengthBits);
				end += part;
			} while (part === goesOn && end <= sentBands);
			if (book === RESERVED_BAND || end > sentBands || bits.isPastEnd) {
				throw new Error("A section that cannot be");
			}
			books.fill(book, group * sentBands + band, group * sentBands + end);
			band = end;
		}
	}
	return books;
}
