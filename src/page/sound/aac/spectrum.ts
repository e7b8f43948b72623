import { SHORT_WINDOW } from "./bands.ts";
import type { BitReader } from "./bitReader.ts";
import { SPECTRUM_BOOKS } from "./codebooks.ts";
import { HuffmanDecoder } from "./huffman.ts";
import { fillWithNoise } from "./noise.ts";
import { addPulses, type Pulse } from "./pulses.ts";
import { type BandScales, NOISE_BAND, ZERO_BAND } from "./scaleFactors.ts";
import type { Windows } from "./windows.ts";

interface SpectrumBook {
	readonly huffman: HuffmanDecoder;
	/** How many values a codeword stands for. */
	readonly dimension: number;
	/** How many different values each can have. */
	readonly base: number;
	/** The lowest value; 0 where signs come behind the codeword. */
	readonly lowest: number;
	readonly hasSigns: boolean;
}

const ESCAPE = 16;
/** Longer ones are above what AAC can have. */
const MAX_ESCAPE_ONES = 8;

/** By number; table 4.A.1 of ISO/IEC 14496-3 says what the values of each are. */
const BOOKS: readonly (SpectrumBook | undefined)[] = [
	undefined,
	...[
		{ dimension: 4, base: 3, lowest: -1 },
		{ dimension: 4, base: 3, lowest: -1 },
		{ dimension: 4, base: 3, lowest: 0 },
		{ dimension: 4, base: 3, lowest: 0 },
		{ dimension: 2, base: 9, lowest: -4 },
		{ dimension: 2, base: 9, lowest: -4 },
		{ dimension: 2, base: 8, lowest: 0 },
		{ dimension: 2, base: 8, lowest: 0 },
		{ dimension: 2, base: 13, lowest: 0 },
		{ dimension: 2, base: 13, lowest: 0 },
		{ dimension: 2, base: 17, lowest: 0 },
	].map((book, index) => ({
		...book,
		hasSigns: book.lowest === 0,
		huffman: new HuffmanDecoder(
			SPECTRUM_BOOKS[index] ?? { counts: [], symbols: [] },
		),
	})),
];

/** The power of 4/3 that the values were made small with. */
const POWERS = Float64Array.from({ length: 8192 + 64 }, (_, value) =>
	Math.cbrt(value ** 4),
);

/**
 * Reads spectral_data (ISO/IEC 14496-3, 4.4.2.7) and scales it. Short windows
 * stand one after the other; intensity bands are left empty.
 */
export function readSpectrum(
	bits: BitReader,
	windows: Windows,
	scales: BandScales,
	pulses: readonly Pulse[],
	spectrum: Float32Array,
): void {
	const values = new Int32Array(spectrum.length);
	forEachBand(windows, (band, from, to) => {
		const book = BOOKS[scales.books[band] ?? ZERO_BAND];
		if (book) {
			readBand(bits, book, values, from, to);
		}
	});
	addPulses(pulses, windows, values);
	spectrum.fill(0);
	forEachBand(windows, (band, from, to) => {
		const factor = scales.factors[band] ?? 0;
		const book = scales.books[band] ?? ZERO_BAND;
		if (book === NOISE_BAND) {
			fillWithNoise(spectrum.subarray(from, to), factor);
		} else if (BOOKS[book]) {
			for (let at = from; at < to; at++) {
				spectrum[at] = raised(values[at] ?? 0) * factor;
			}
		}
	});
}

/**
 * Goes through the bands of all windows as they are sent: group by group, band
 * by band, window by window.
 *
 * @param visit - gets the band's place in the scales, and its coefficients' from and to.
 */
export function forEachBand(
	{ groups, sentBands, bands }: Windows,
	visit: (band: number, from: number, to: number) => void,
): void {
	let firstWindow = 0;
	for (const [group, windowsInGroup] of groups.entries()) {
		for (let band = 0; band < sentBands; band++) {
			for (let window = 0; window < windowsInGroup; window++) {
				const begin = (firstWindow + window) * SHORT_WINDOW;
				visit(
					group * sentBands + band,
					begin + (bands[band] ?? 0),
					begin + (bands[band + 1] ?? 0),
				);
			}
		}
		firstWindow += windowsInGroup;
	}
}

function readBand(
	bits: BitReader,
	{ huffman, dimension, base, lowest, hasSigns }: SpectrumBook,
	values: Int32Array,
	from: number,
	to: number,
): void {
	for (let at = from; at < to; at += dimension) {
		let symbol = huffman.decode(bits);
		for (let place = at + dimension - 1; place >= at; place--) {
			values[place] = (symbol % base) + lowest;
			symbol = Math.trunc(symbol / base);
		}
		if (hasSigns) {
			readSigns(bits, values, at, at + dimension);
		}
		if (base === ESCAPE + 1) {
			readEscapes(bits, values, at, at + dimension);
		}
	}
	if (bits.isPastEnd) {
		throw new Error("The frame ends within its spectrum");
	}
}

function readSigns(
	bits: BitReader,
	values: Int32Array,
	from: number,
	to: number,
): void {
	for (let at = from; at < to; at++) {
		const value = values[at] ?? 0;
		if (value !== 0 && bits.flag()) {
			values[at] = -value;
		}
	}
}

/** Values too large for the codebook come behind it: ones for their bits, then these. */
function readEscapes(
	bits: BitReader,
	values: Int32Array,
	from: number,
	to: number,
): void {
	for (let at = from; at < to; at++) {
		const value = values[at] ?? 0;
		if (Math.abs(value) !== ESCAPE) {
			continue;
		}
		let ones = 0;
		while (bits.flag()) {
			ones++;
			if (ones > MAX_ESCAPE_ONES) {
				throw new Error("A value that is too large");
			}
		}
		const size = 2 ** (ones + 4) + bits.read(ones + 4);
		values[at] = Math.sign(value) * size;
	}
}

function raised(value: number): number {
	return value < 0 ? -(POWERS[-value] ?? 0) : (POWERS[value] ?? 0);
}
