import type { FileBytes } from "./fileBytes.ts";

/** How a WAV file is laid out (RIFF, RF64 or BW64). */
export interface WaveLayout {
	/** The format's tag; of an extensible format the one inside. */
	readonly tag: number;
	readonly channels: number;
	/** In hertz. */
	readonly sampleRate: number;
	readonly bytesPerSecond: number;
	/** In seconds. */
	readonly durationS: number;
	/** Bytes of one sample of all channels, or of one block of a coded format. */
	readonly blockBytes: number;
	readonly bitsPerSample: number;
	/** The content of the `fmt ` chunk. */
	readonly format: Buffer;
	/** Where the samples begin, and how many bytes of them are in the file. */
	readonly dataStart: number;
	readonly dataBytes: number;
	/** Whether the file promises more samples than it has. */
	readonly isCutShort: boolean;
}

const EXTENSIBLE = 0xfffe;
const MAX_CHUNKS = 1000;

/** A length that a recorder writes at first, to be filled in at the end. */
const UNKNOWN_LENGTHS = new Set([0, 0xffff_ffff, 0x7fff_ffff]);

/**
 * Reads the layout; absent where the file has no format or no samples.
 *
 * @param bytes - a file with the signature of WAV.
 */
export async function readWave(
	bytes: FileBytes,
): Promise<WaveLayout | undefined> {
	let format: Buffer | undefined;
	let longDataBytes: number | undefined;
	let offset = 12;
	for (let count = 0; count < MAX_CHUNKS && offset + 8 <= bytes.size; count++) {
		const header = await bytes.read(offset, 8);
		const id = header.toString("latin1", 0, 4);
		const size = header.readUInt32LE(4);
		const start = offset + 8;
		if (id === "ds64") {
			const lengths = await bytes.read(start, 16);
			longDataBytes =
				lengths.length < 16 ? undefined : Number(lengths.readBigUInt64LE(8));
		} else if (id === "fmt ") {
			format = await bytes.read(start, Math.min(size, 1024));
		} else if (id === "data" && format !== undefined) {
			const promised =
				size === 0xffff_ffff && longDataBytes !== undefined
					? longDataBytes
					: size;
			return layoutOf(format, start, promised, bytes.size - start);
		}
		offset = start + size + (size % 2);
	}
	return undefined;
}

function layoutOf(
	format: Buffer,
	dataStart: number,
	promised: number,
	present: number,
): WaveLayout | undefined {
	if (format.length < 16) {
		return undefined;
	}
	const tag = format.readUInt16LE(0);
	const isUnknown = UNKNOWN_LENGTHS.has(promised);
	const dataBytes = isUnknown ? present : Math.min(promised, present);
	const layout = {
		tag:
			tag === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : tag,
		channels: format.readUInt16LE(2),
		sampleRate: format.readUInt32LE(4),
		bytesPerSecond: format.readUInt32LE(8),
		blockBytes: format.readUInt16LE(12),
		bitsPerSample: format.readUInt16LE(14),
		format,
		dataStart,
		dataBytes,
		isCutShort: !isUnknown && promised > present,
	};
	return layout.channels > 0 && layout.blockBytes > 0 && layout.sampleRate > 0
		? { ...layout, durationS: duration(layout) }
		: undefined;
}

/** Formats that code several samples in a block say how many (RFC 2361): ADPCM and GSM. */
const BLOCK_TAGS = new Set([2, 0x11, 0x31]);

function duration(layout: Omit<WaveLayout, "durationS">): number {
	const { tag, format, dataBytes, blockBytes, sampleRate } = layout;
	if (BLOCK_TAGS.has(tag) && format.length >= 20) {
		const samples = (dataBytes / blockBytes) * format.readUInt16LE(18);
		return samples / sampleRate;
	}
	return dataBytes / (layout.bytesPerSecond || blockBytes * sampleRate);
}
