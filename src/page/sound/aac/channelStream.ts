import { LONG_WINDOW } from "./bands.ts";
import type { BitReader } from "./bitReader.ts";
import { filterSpectrum, readFilters } from "./noiseShaping.ts";
import { readPulses } from "./pulses.ts";
import { type BandScales, readScales } from "./scaleFactors.ts";
import { readSpectrum } from "./spectrum.ts";
import { UnsupportedAac } from "./unsupportedAac.ts";
import { readWindows, type Windows } from "./windows.ts";

/** What a frame says of one channel. */
export interface ChannelStream {
	readonly windows: Windows;
	readonly scales: BandScales;
	readonly spectrum: Float32Array;
	/** What is left to be done after stereo was undone. */
	finish(): void;
}

/**
 * Reads individual_channel_stream (ISO/IEC 14496-3, 4.4.2.1).
 *
 * @param shared - the windows, where two channels have them in common.
 * @throws {UnsupportedAac} for what low complexity does not have.
 */
export function readChannelStream(
	bits: BitReader,
	rateIndex: number,
	shared?: Windows,
): ChannelStream {
	const globalGain = bits.read(8);
	const windows = shared ?? readWindows(bits, rateIndex);
	const scales = readScales(bits, windows, globalGain);
	const pulses = bits.flag() ? readPulses(bits, windows) : [];
	const filters = bits.flag() ? readFilters(bits, windows, rateIndex) : [];
	if (bits.flag()) {
		throw new UnsupportedAac("AAC with gain control");
	}
	const spectrum = new Float32Array(LONG_WINDOW);
	readSpectrum(bits, windows, scales, pulses, spectrum);
	return {
		windows,
		scales,
		spectrum,
		finish: () => filterSpectrum(filters, spectrum),
	};
}
