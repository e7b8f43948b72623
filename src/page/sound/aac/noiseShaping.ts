import { SHORT_WINDOW } from "./bands.ts";
import type { BitReader } from "./bitReader.ts";
import type { Windows } from "./windows.ts";

interface Filter {
	readonly window: number;
	/** The coefficients that it works on. */
	readonly from: number;
	readonly to: number;
	readonly isDownward: boolean;
	/** Of the recursive filter; the first, which is 1, is left out. */
	readonly coefficients: Float64Array;
}

/** The highest band that is filtered, by the index of the rate (ISO/IEC 14496-3, table 4.156). */
const MAX_BANDS_LONG = [31, 31, 34, 40, 42, 51, 46, 46, 42, 42, 42, 39, 39];
const MAX_BANDS_SHORT = [9, 9, 10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14];

/** Reads tns_data (ISO/IEC 14496-3, 4.4.2.6). */
export function readFilters(
	bits: BitReader,
	windows: Windows,
	rateIndex: number,
): Filter[] {
	const isShort = windows.count > 1;
	const [countBits, lengthBits, orderBits] = isShort ? [1, 4, 3] : [2, 6, 5];
	const maxBands = (isShort ? MAX_BANDS_SHORT : MAX_BANDS_LONG)[rateIndex] ?? 0;
	const highest = Math.min(maxBands, windows.sentBands);
	const place = (band: number) => windows.bands[Math.min(band, highest)] ?? 0;
	const filters: Filter[] = [];
	for (let window = 0; window < windows.count; window++) {
		const count = bits.read(countBits);
		const resolution = count > 0 ? bits.read(1) + 3 : 0;
		let bottom = windows.bands.length - 1;
		for (let filter = 0; filter < count; filter++) {
			const top = bottom;
			bottom = Math.max(0, top - bits.read(lengthBits));
			const order = bits.read(orderBits);
			if (order > 0) {
				const isDownward = bits.flag();
				const coefficients = readCoefficients(bits, order, resolution);
				const [from, to] = [place(bottom), place(top)];
				filters.push({ window, from, to, isDownward, coefficients });
			}
		}
	}
	return filters;
}

/** Undoes the shaping of noise in time: an all-pole filter along the spectrum. */
export function filterSpectrum(
	filters: readonly Filter[],
	spectrum: Float32Array,
): void {
	for (const { window, from, to, isDownward, coefficients } of filters) {
		const begin = window * SHORT_WINDOW;
		const step = isDownward ? -1 : 1;
		const first = begin + (isDownward ? to - 1 : from);
		for (let done = 0; done < to - from; done++) {
			const at = first + done * step;
			let value = spectrum[at] ?? 0;
			const known = Math.min(done, coefficients.length);
			for (let back = 1; back <= known; back++) {
				value -=
					(coefficients[back - 1] ?? 0) * (spectrum[at - back * step] ?? 0);
			}
			spectrum[at] = value;
		}
	}
}

/** Reflection coefficients as they are sent, made into those of a filter (4.6.9.3). */
function readCoefficients(
	bits: BitReader,
	order: number,
	resolution: number,
): Float64Array {
	const length = resolution - bits.read(1);
	const half = 2 ** (resolution - 1);
	const filter = new Float64Array(order);
	for (let index = 0; index < order; index++) {
		const sent = bits.read(length);
		const value = sent >= 2 ** (length - 1) ? sent - 2 ** length : sent;
		const steps = value >= 0 ? half - 0.5 : half + 0.5;
		const reflection = Math.sin((value * Math.PI) / 2 / steps);
		const before = filter.slice(0, index);
		for (let each = 0; each < index; each++) {
			filter[each] =
				(before[each] ?? 0) + reflection * (before[index - 1 - each] ?? 0);
		}
		filter[index] = reflection;
	}
	return filter;
}
