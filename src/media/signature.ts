import * as path from "node:path";

/** A kind of container, told by a file's first bytes. */
export interface Signature {
	/** As people call it. */
	readonly name: string;
	/** The extensions that belong to it, in lower case. */
	readonly extensions: readonly string[];
}

/** So many bytes of a file's beginning are looked at. */
export const SIGNATURE_BYTES = 64 * 1024;

interface Magic extends Signature {
	fits(bytes: Buffer): boolean;
}

const at = (offset: number, text: string) => (bytes: Buffer) =>
	bytes.toString("latin1", offset, offset + text.length) === text;

const riff = (kind: string) => (bytes: Buffer) =>
	/^(RIFF|RF64|BW64)$/.test(bytes.toString("latin1", 0, 4)) &&
	at(8, kind)(bytes);

const form = (...kinds: string[]) => {
	return (bytes: Buffer) =>
		at(0, "FORM")(bytes) && kinds.some((kind) => at(8, kind)(bytes));
};

/** Boxes that a QuickTime or MP4 file may begin with. */
const FIRST_BOXES = /^(ftyp|moov|mdat|wide|free|skip|pnot)$/;

/**
 * The containers that AssemblyAI takes, strictest signature first: the ones
 * at the end are told by a few bits alone.
 */
const MAGICS: readonly Magic[] = [
	magic("WAV", "wav", riff("WAVE")),
	magic("AVI", "avi", riff("AVI ")),
	magic("QCP", "qcp", riff("QLCM")),
	magic("AIFF", "aif aiff", form("AIFF", "AIFC")),
	magic("8SVX", "8svx", form("8SVX")),
	magic("Matroska", "mkv webm", at(0, "\x1a\x45\xdf\xa3")),
	magic("Ogg", "ogg oga opus", at(0, "OggS")),
	magic("Ogg", "mogg", isMogg),
	magic("FLAC", "flac", at(0, "fLaC")),
	magic("CAF", "alac", at(0, "caff")),
	magic("AMR", "amr 3ga", at(0, "#!AMR")),
	magic("WMA or WMV", "wma wmv", at(0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11")),
	magic("FLV", "flv", at(0, "FLV\x01")),
	magic("AU", "au", at(0, ".snd")),
	magic("VOC", "voc", at(0, "Creative Voice File\x1a")),
	magic("TTA", "tta", at(0, "TTA1")),
	magic("WavPack", "wv", at(0, "wvpk")),
	magic("Monkey's Audio", "ape", at(0, "MAC ")),
	magic("MXF", "mxf", at(0, "\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02")),
	magic(
		"DSS",
		"dss",
		(bytes) => at(0, "\x02ds")(bytes) || at(0, "\x03ds")(bytes),
	),
	magic("MPEG-PS", "mpg mpeg vob", at(0, "\x00\x00\x01\xba")),
	magic("MP4", "mp4 m4a m4b m4p m4r m4v mov 3gp 3ga alac", (bytes) =>
		FIRST_BOXES.test(bytes.toString("latin1", 4, 8)),
	),
	magic("MPEG-TS", "ts mts m2ts", isTransportStream),
	magic("MP3", "mp3 mp2 mpga", hasMpegFrames),
	magic("AAC", "aac", hasAdtsFrames),
	magic(
		"AC-3",
		"ac3",
		(bytes) => bytes.length > 8 && bytes.readUInt16BE(0) === 0x0b77,
	),
];

/**
 * Tells a container by a file's first bytes, at most {@link SIGNATURE_BYTES}
 * of them; absent where they belong to no recording that is known.
 */
export function signatureOf(bytes: Buffer): Signature | undefined {
	return MAGICS.find(({ fits }) => fits(afterTag(bytes)));
}

/** Whether a file's extension is one for another container. */
export function isMisnamed(file: string, signature: Signature): boolean {
	const extension = path.extname(file).slice(1).toLowerCase();
	return (
		!signature.extensions.includes(extension) &&
		MAGICS.some(({ extensions }) => extensions.includes(extension))
	);
}

function magic(
	name: string,
	extensions: string,
	fits: (bytes: Buffer) => boolean,
): Magic {
	return { name, extensions: extensions.split(" "), fits };
}

/** What comes after an ID3v2 tag, where there is one and it ends within the bytes. */
function afterTag(bytes: Buffer): Buffer {
	if (!at(0, "ID3")(bytes) || bytes.length < 10) {
		return bytes;
	}
	const size = [6, 7, 8, 9].reduce(
		(total, index) => total * 128 + bytes.readUInt8(index),
		10,
	);
	// A cover picture is often longer than what was read; nothing but MP3 is
	// likely behind it.
	return size + 4 < bytes.length ? bytes.subarray(size) : ANY_MP3;
}

const MPEG_FRAME_BYTES = 144;
const ANY_MP3 = Buffer.alloc(2 * MPEG_FRAME_BYTES + 4);
for (const offset of [0, MPEG_FRAME_BYTES, 2 * MPEG_FRAME_BYTES]) {
	// MPEG-1, layer III, 48 kHz, 48 kb/s: frames of 144 bytes.
	ANY_MP3.writeUInt32BE(0xfffb3400, offset);
}

function isMogg(bytes: Buffer): boolean {
	return (
		bytes.length > 8 &&
		bytes.readUInt32LE(0) === 0x0a &&
		bytes.subarray(0, SIGNATURE_BYTES).includes("OggS")
	);
}

/** Sync bytes a packet apart: 188 bytes, or 192 with a time code in front (M2TS). */
function isTransportStream(bytes: Buffer): boolean {
	return [
		[0, 188],
		[4, 192],
	].some(([start = 0, size = 0]) => {
		const syncs = [0, 1, 2].map((count) => bytes[start + count * size]);
		return syncs.every((sync) => sync === 0x47);
	});
}

/** Some files have rubbish before their first frame. */
const SEARCHED_BYTES = 8 * 1024;

/** Three frames that fit, or two and the end: one alone is found in anything. */
function hasMpegFrames(bytes: Buffer): boolean {
	return hasFrames(bytes, mpegFrameBytes);
}

function hasAdtsFrames(bytes: Buffer): boolean {
	return hasFrames(bytes, adtsFrameBytes);
}

function hasFrames(
	bytes: Buffer,
	frameBytes: (bytes: Buffer, offset: number) => number | undefined,
): boolean {
	for (let start = 0; start < Math.min(SEARCHED_BYTES, bytes.length); start++) {
		const first = frameBytes(bytes, start);
		const second = first && frameBytes(bytes, start + first);
		const third = first && second && start + first + second;
		if (third && (third >= bytes.length || frameBytes(bytes, third))) {
			return true;
		}
	}
	return false;
}

const KILOBITS = {
	mpeg1Layer1: [
		32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448,
	],
	mpeg1Layer2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
	mpeg1Layer3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	mpeg2Layer1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
	mpeg2Layer23: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** Length of the MPEG audio frame (ISO 11172-3, 13818-3) that begins at an offset. */
function mpegFrameBytes(bytes: Buffer, offset: number): number | undefined {
	if (offset + 4 > bytes.length) {
		return undefined;
	}
	const header = bytes.readUInt32BE(offset);
	const version = (header >>> 19) & 3; // 0: MPEG-2.5, 2: MPEG-2, 3: MPEG-1
	const layer = 4 - ((header >>> 17) & 3); // 4: none
	const rate = [44100, 48000, 32000][(header >>> 10) & 3];
	if (header >>> 21 !== 0x7ff || version === 1 || layer === 4 || !rate) {
		return undefined;
	}
	const hertz = rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
	const kilobits = kilobitsTable(version, layer)[((header >>> 12) & 15) - 1];
	if (kilobits === undefined) {
		return undefined;
	}
	const padding = (header >>> 9) & 1;
	if (layer === 1) {
		return 4 * (Math.floor((12_000 * kilobits) / hertz) + padding);
	}
	const samples = layer === 3 && version !== 3 ? 72_000 : 144_000;
	return Math.floor((samples * kilobits) / hertz) + padding;
}

function kilobitsTable(version: number, layer: number): readonly number[] {
	if (version !== 3) {
		return layer === 1 ? KILOBITS.mpeg2Layer1 : KILOBITS.mpeg2Layer23;
	}
	return layer === 1
		? KILOBITS.mpeg1Layer1
		: layer === 2
			? KILOBITS.mpeg1Layer2
			: KILOBITS.mpeg1Layer3;
}

/** Length of the ADTS frame (ISO 13818-7) that begins at an offset. */
function adtsFrameBytes(bytes: Buffer, offset: number): number | undefined {
	if (
		offset + 7 > bytes.length ||
		(bytes.readUInt16BE(offset) & 0xfff6) !== 0xfff0
	) {
		return undefined;
	}
	const length = (bytes.readUIntBE(offset + 3, 3) >>> 5) & 0x1fff;
	return length > 7 ? length : undefined;
}
