import { crc8, crc16 } from "./crc.ts";

/** What stays the same throughout a stream. */
export interface FlacFormat {
	/** Samples a second. */
	readonly sampleRate: number;
	/** 1 to 8. */
	readonly channels: number;
}

/** Shorter frames are allowed at the end of a stream only. */
export const MIN_FRAME_SAMPLES = 16;
const MAX_FRAME_SAMPLES = 65535;
const BITS = 16;
const STREAM_INFO_BYTES = 34;
const VERBATIM = 0b0000001_0;

/** What a stream begins with (RFC 9639, 8.2). */
export function flacHeader({ sampleRate, channels }: FlacFormat): Uint8Array {
	const bytes = new Uint8Array(8 + STREAM_INFO_BYTES);
	const view = new DataView(bytes.buffer);
	bytes.set([0x66, 0x4c, 0x61, 0x43]); // "fLaC"
	view.setUint32(4, 0x80_00_00_00 + STREAM_INFO_BYTES); // The last, and only, block.
	view.setUint16(8, MIN_FRAME_SAMPLES);
	view.setUint16(10, MAX_FRAME_SAMPLES);
	view.setUint32(
		18,
		(sampleRate << 12) | ((channels - 1) << 9) | ((BITS - 1) << 4),
	);
	return bytes;
}

/**
 * Makes a frame that holds the samples as they are, 16 bits each (RFC 9639, 9):
 * it goes from here to the browser's own decoder, so that nothing is gained by
 * making it smaller.
 *
 * @param planes - a channel each, from -1 to 1, of 16 to 65,535 samples.
 * @param position - of the first sample in the stream.
 */
export function flacFrame(
	planes: readonly Float32Array[],
	position: number,
): Uint8Array {
	const samples = planes[0]?.length ?? 0;
	const head = [0xff, 0xf9, 0b0111_0000, ((planes.length - 1) << 4) | 0b1000];
	head.push(...codedNumber(position), (samples - 1) >> 8, (samples - 1) & 0xff);
	head.push(crc8(head));
	const bytes = new Uint8Array(
		head.length + planes.length * (1 + samples * 2) + 2,
	);
	const view = new DataView(bytes.buffer);
	bytes.set(head);
	let at = head.length;
	for (const plane of planes) {
		bytes[at++] = VERBATIM;
		for (const sample of plane) {
			view.setInt16(at, sixteenBits(sample));
			at += 2;
		}
	}
	view.setUint16(at, crc16(bytes.subarray(0, at)));
	return bytes;
}

function sixteenBits(sample: number): number {
	return Math.round(Math.min(Math.max(sample, -1), 1) * 32767);
}

/** As UTF-8 would, for up to 36 bits (RFC 9639, 9.1.5). */
function codedNumber(value: number): number[] {
	if (value < 0x80) {
		return [value];
	}
	const bytes: number[] = [];
	let rest = value;
	let room = 0x40;
	do {
		bytes.unshift(0x80 | (rest % 64));
		rest = Math.floor(rest / 64);
		room /= 2;
	} while (rest >= room);
	return [(0x100 - 2 * room) | rest, ...bytes];
}
