import { BitReader } from "./bitReader.ts";
import { countChannels } from "./programConfig.ts";
import { UnsupportedAac } from "./unsupportedAac.ts";

/** What a decoder must know before the first frame. */
export interface AacConfig {
	/** Samples a second of what is decoded. */
	readonly sampleRate: number;
	/** The rate's place in the standard's tables, which go by rate. */
	readonly rateIndex: number;
	/** Channels of the sound; with parametric stereo those before it. */
	readonly channels: number;
}

const SAMPLE_RATES = [
	96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025,
	8000, 7350,
];
/** Where a rate that is in no table belongs: the lowest of each (ISO/IEC 14496-3, table 4.82). */
const RATE_BORDERS = [
	92017, 75132, 55426, 46009, 37566, 27713, 23004, 18783, 13856, 11502, 9391,
];
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8];
const OWN_RATE = 15;
const LOW_COMPLEXITY = 2;
const SPECTRAL_BAND_REPLICATION = 5;
const PARAMETRIC_STEREO = 29;

/**
 * Parses an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). Of HE-AAC it gives
 * what its core has: all of the speech, without the highest tones.
 *
 * @throws {UnsupportedAac} for other kinds than low complexity.
 */
export function parseConfig(bytes: Uint8Array): AacConfig {
	const bits = new BitReader(bytes);
	let kind = readKind(bits);
	const rate = readRate(bits);
	const channelConfig = bits.read(4);
	if (kind === SPECTRAL_BAND_REPLICATION || kind === PARAMETRIC_STEREO) {
		readRate(bits); // After the replication, which is left out.
		kind = readKind(bits);
	}
	if (kind !== LOW_COMPLEXITY) {
		throw new UnsupportedAac(`AAC of kind ${kind}`);
	}
	if (bits.flag()) {
		throw new UnsupportedAac("AAC with frames of 960 samples");
	}
	if (bits.flag()) {
		bits.skip(14); // The delay of a core coder.
	}
	bits.skip(1);
	const channels =
		channelConfig === 0 ? countChannels(bits) : CHANNELS[channelConfig];
	return withChannels(rate, channels);
}

/**
 * Reads the header that each frame of an ADTS stream begins with (ISO/IEC 14496-3, 1.A.2.2).
 *
 * @returns also how many bytes it takes.
 * @throws {UnsupportedAac} as parseConfig does.
 */
export function parseAdtsHeader(frame: Uint8Array): {
	readonly config: AacConfig;
	readonly bytes: number;
} {
	const bits = new BitReader(frame);
	bits.skip(15);
	const hasNoChecksum = bits.flag();
	const kind = bits.read(2) + 1;
	const rateIndex = bits.read(4);
	bits.skip(1);
	const channelConfig = bits.read(3);
	if (kind !== LOW_COMPLEXITY) {
		throw new UnsupportedAac(`AAC of kind ${kind}`);
	}
	const rate = { rateIndex, sampleRate: SAMPLE_RATES[rateIndex] ?? 0 };
	return {
		// Without a channel configuration the frame says it, where it has none, two.
		config: withChannels(
			rate,
			channelConfig === 0 ? 2 : CHANNELS[channelConfig],
		),
		bytes: hasNoChecksum ? 7 : 9,
	};
}

/** Whether it is a frame of an ADTS stream: its sync word. */
export function isAdtsFrame(frame: Uint8Array): boolean {
	return frame[0] === 0xff && ((frame[1] ?? 0) & 0xf6) === 0xf0;
}

function withChannels(
	rate: Omit<AacConfig, "channels">,
	channels: number | undefined,
): AacConfig {
	if (!channels || rate.sampleRate <= 0) {
		throw new UnsupportedAac("AAC without a usual rate and channels");
	}
	return { ...rate, channels };
}

function readKind(bits: BitReader): number {
	const kind = bits.read(5);
	return kind === 31 ? 32 + bits.read(6) : kind;
}

function readRate(bits: BitReader): Omit<AacConfig, "channels"> {
	const index = bits.read(4);
	if (index !== OWN_RATE) {
		return { rateIndex: index, sampleRate: SAMPLE_RATES[index] ?? 0 };
	}
	const sampleRate = bits.read(24);
	const border = RATE_BORDERS.findIndex((lowest) => sampleRate >= lowest);
	return {
		rateIndex: border === -1 ? RATE_BORDERS.length : border,
		sampleRate,
	};
}
