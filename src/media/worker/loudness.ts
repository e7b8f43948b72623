import type { Sound } from "../inspection.ts";
import type { FileBytes } from "./fileBytes.ts";
import type { WaveLayout } from "./wave.ts";

/**
 * What stays below a thousandth of full scale (-60 dB) is a microphone that
 * was off: its hiss, but no speech.
 */
const FAINT_PEAK = 0.001;

/** Files up to this are measured to the last byte, larger ones at places spread over them. */
const WHOLE_BYTES = 48 * 1024 * 1024;
const WINDOWS = 768;
const WINDOW_BYTES = 64 * 1024;

/** Reads one sample as a part of full scale, -1 to 1. */
type ReadSample = (bytes: Buffer, offset: number) => number;

/**
 * Measures whether there is sound in a WAV file's samples: in all of a small
 * file; in a large one in 768 places of 64 KB, which in a recording of three
 * hours are 14 s apart.
 */
export async function measureSound(
	bytes: FileBytes,
	layout: WaveLayout,
): Promise<Sound> {
	const width = layout.blockBytes / layout.channels;
	const read = sampleReader(layout.tag, width);
	if (read === undefined || layout.dataBytes < layout.blockBytes) {
		return "notChecked";
	}
	let peak = 0;
	for (const [start, length] of windows(layout)) {
		const window = await bytes.read(start, length);
		peak = Math.max(peak, peakOf(window, layout.channels, width, read));
		if (peak >= FAINT_PEAK) {
			return "audible";
		}
	}
	return peak === 0 ? "silent" : "faint";
}

/** Windows are spread first and filled in later, so that sound is met early. */
function* windows(layout: WaveLayout): Generator<[number, number]> {
	const { dataStart, dataBytes, blockBytes } = layout;
	const windowBytes = blockBytes * Math.ceil(WINDOW_BYTES / blockBytes);
	const isWhole = dataBytes <= WHOLE_BYTES;
	const count = isWhole ? Math.ceil(dataBytes / windowBytes) : WINDOWS;
	const distance = isWhole
		? windowBytes
		: blockBytes * Math.floor(dataBytes / count / blockBytes);
	const stride = Math.ceil(Math.sqrt(count));
	for (let first = 0; first < stride; first++) {
		for (let index = first; index < count; index += stride) {
			const offset = index * distance;
			yield [dataStart + offset, Math.min(windowBytes, dataBytes - offset)];
		}
	}
}

/** Half the distance from the lowest to the highest sample: a steady offset is no sound. */
function peakOf(
	bytes: Buffer,
	channels: number,
	width: number,
	read: ReadSample,
): number {
	let peak = 0;
	for (let channel = 0; channel < channels; channel++) {
		let low = Number.POSITIVE_INFINITY;
		let high = Number.NEGATIVE_INFINITY;
		const step = channels * width;
		for (let at = channel * width; at + width <= bytes.length; at += step) {
			const sample = read(bytes, at);
			low = Math.min(low, sample);
			high = Math.max(high, sample);
		}
		peak = Math.max(peak, (high - low) / 2);
	}
	return peak;
}

/** Format tags of RFC 2361. */
const PCM = 1;
const FLOAT = 3;
const ALAW = 6;
const MULAW = 7;

function sampleReader(tag: number, width: number): ReadSample | undefined {
	switch (`${tag}/${width}`) {
		case `${PCM}/1`:
			return (bytes, at) => (bytes.readUInt8(at) - 128) / 128;
		case `${PCM}/2`:
			return (bytes, at) => bytes.readInt16LE(at) / 2 ** 15;
		case `${PCM}/3`:
			return (bytes, at) => bytes.readIntLE(at, 3) / 2 ** 23;
		case `${PCM}/4`:
			return (bytes, at) => bytes.readInt32LE(at) / 2 ** 31;
		case `${FLOAT}/4`:
			return (bytes, at) => finite(bytes.readFloatLE(at));
		case `${FLOAT}/8`:
			return (bytes, at) => finite(bytes.readDoubleLE(at));
		case `${ALAW}/1`:
			return (bytes, at) => fromAlaw(bytes.readUInt8(at));
		case `${MULAW}/1`:
			return (bytes, at) => fromMulaw(bytes.readUInt8(at));
		default:
			return undefined;
	}
}

function finite(sample: number): number {
	return Number.isFinite(sample) ? sample : 0;
}

/** ITU-T G.711, A-law. */
function fromAlaw(code: number): number {
	const value = code ^ 0x55;
	const exponent = (value >> 4) & 7;
	const mantissa = ((value & 15) << 4) + 8;
	const size = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
	return (value & 0x80 ? size : -size) / 2 ** 15;
}

/** ITU-T G.711, μ-law. */
function fromMulaw(code: number): number {
	const value = ~code & 0xff;
	const size = ((((value & 15) << 3) + 0x84) << ((value >> 4) & 7)) - 0x84;
	return (value & 0x80 ? -size : size) / 2 ** 15;
}
