import type { BitReader } from "./bitReader.ts";
import type { ChannelStream } from "./channelStream.ts";
import {
	INTENSITY_IN_BAND,
	INTENSITY_OUT_BAND,
	NOISE_BAND,
	ZERO_BAND,
} from "./scaleFactors.ts";
import { forEachBand } from "./spectrum.ts";
import type { Windows } from "./windows.ts";

/** By band, 1 where there is middle and side in place of left and right. */
export type MiddleSide = Uint8Array;

const BY_BAND = 1;
const IN_ALL = 2;

/** Reads what a channel_pair_element says of it (ISO/IEC 14496-3, 4.4.2.1). */
export function readMiddleSide(bits: BitReader, windows: Windows): MiddleSide {
	const isUsed = new Uint8Array(windows.groups.length * windows.sentBands);
	const present = bits.read(2);
	if (present === IN_ALL) {
		isUsed.fill(1);
	} else if (present === BY_BAND) {
		for (let band = 0; band < isUsed.length; band++) {
			isUsed[band] = bits.read(1);
		}
	}
	return isUsed;
}

/**
 * Makes left and right of what is in common (ISO/IEC 14496-3, 4.6.8). In
 * intensity stereo the same bits turn the phase, also where one stands for all
 * bands: so do FFmpeg and Fraunhofer's, whose encoders most recordings are from.
 */
export function undoStereo(
	left: ChannelStream,
	right: ChannelStream,
	middleSide: MiddleSide,
): void {
	forEachBand(right.windows, (band, from, to) => {
		const book = right.scales.books[band] ?? ZERO_BAND;
		const isUsed = middleSide[band] === 1;
		if (book === INTENSITY_IN_BAND || book === INTENSITY_OUT_BAND) {
			const phase = book === INTENSITY_IN_BAND ? 1 : -1;
			const sign = isUsed ? -phase : phase;
			const factor = sign * (right.scales.factors[band] ?? 0);
			for (let at = from; at < to; at++) {
				right.spectrum[at] = (left.spectrum[at] ?? 0) * factor;
			}
		} else if (
			isUsed &&
			book !== NOISE_BAND &&
			left.scales.books[band] !== NOISE_BAND
		) {
			addAndSubtract(left.spectrum, right.spectrum, from, to);
		}
	});
}

function addAndSubtract(
	left: Float32Array,
	right: Float32Array,
	from: number,
	to: number,
): void {
	for (let at = from; at < to; at++) {
		const middle = left[at] ?? 0;
		const side = right[at] ?? 0;
		left[at] = middle + side;
		right[at] = middle - side;
	}
}
