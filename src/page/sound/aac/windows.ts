import { LONG_BANDS, SHORT_BANDS } from "./bands.ts";
import type { BitReader } from "./bitReader.ts";
import { UnsupportedAac } from "./unsupportedAac.ts";

/** How a frame is cut into windows, as the standard numbers it. */
export const WindowSequence = {
	onlyLong: 0,
	longStart: 1,
	eightShort: 2,
	longStop: 3,
} as const;

/** What ics_info says: windows, and the bands that each is divided into. */
export interface Windows {
	readonly sequence: number;
	/** 0 for the sine, 1 for Kaiser and Bessel's. */
	readonly shape: number;
	/** 1, or 8 short ones. */
	readonly count: number;
	/** How many windows, one after the other, share their scale factors. */
	readonly groups: readonly number[];
	/** Bands that are sent. */
	readonly sentBands: number;
	/** Where each band begins, and the last ends. */
	readonly bands: Uint16Array;
}

/**
 * Reads ics_info (ISO/IEC 14496-3, 4.4.2.1).
 *
 * @throws {UnsupportedAac} where it predicts from earlier frames, which low complexity does not.
 */
export function readWindows(bits: BitReader, rateIndex: number): Windows {
	bits.skip(1);
	const sequence = bits.read(2);
	const shape = bits.read(1);
	if (sequence === WindowSequence.eightShort) {
		const sentBands = bits.read(4);
		return checked({
			sequence,
			shape,
			count: 8,
			groups: readGroups(bits),
			sentBands,
			bands: SHORT_BANDS[rateIndex] ?? new Uint16Array(),
		});
	}
	const sentBands = bits.read(6);
	if (bits.flag()) {
		throw new UnsupportedAac("AAC with prediction");
	}
	return checked({
		sequence,
		shape,
		count: 1,
		groups: [1],
		sentBands,
		bands: LONG_BANDS[rateIndex] ?? new Uint16Array(),
	});
}

/** A bit for each window but the first says whether it goes with the one before. */
function readGroups(bits: BitReader): number[] {
	const groups = [1];
	for (let window = 1; window < 8; window++) {
		if (bits.flag()) {
			groups.push((groups.pop() ?? 0) + 1);
		} else {
			groups.push(1);
		}
	}
	return groups;
}

function checked(windows: Windows): Windows {
	if (windows.sentBands >= windows.bands.length) {
		throw new Error(`${windows.sentBands} bands are too many`);
	}
	return windows;
}
