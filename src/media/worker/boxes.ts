import type { FileBytes } from "./fileBytes.ts";

/** What the boxes of an MP4, MOV or 3GP file tell without their contents. */
export interface BoxFacts {
	/** Whether there is an index: `moov`, with or without fragments. */
	readonly hasIndex: boolean;
	/** Whether the last box is longer than the file. */
	readonly isCutShort: boolean;
	/** Whether a track is encrypted. */
	readonly isProtected: boolean;
}

interface Box {
	readonly type: string;
	/** Where its content begins and where it ends, in bytes. */
	readonly start: number;
	readonly end: number;
}

/** A fragmented recording of hours has thousands; the first ones tell enough. */
const MAX_BOXES = 2000;

/** The way from the file to the descriptions of its tracks (ISO 14496-12). */
const WAY_TO_ENTRIES = ["trak", "mdia", "minf", "stbl", "stsd"];

/** Sample entries of encrypted tracks: common encryption, FairPlay, Audible. */
const PROTECTED = /^(enca|encv|drms|drmi|aavd)$/;

/** Walks over a file's boxes, reading their headers only. */
export async function readBoxes(bytes: FileBytes): Promise<BoxFacts> {
	let hasIndex = false;
	let isCutShort = false;
	let isProtected = false;
	for await (const box of boxes(bytes, 0, bytes.size)) {
		hasIndex ||= box.type === "moov";
		isCutShort ||= box.end > bytes.size;
		if (box.type === "moov") {
			isProtected ||= await hasProtectedEntry(bytes, box, WAY_TO_ENTRIES);
		}
	}
	return { hasIndex, isCutShort, isProtected };
}

async function hasProtectedEntry(
	bytes: FileBytes,
	parent: Box,
	[next, ...further]: readonly string[],
): Promise<boolean> {
	// Version, flags and a count stand before the entries.
	const start = next === undefined ? parent.start + 8 : parent.start;
	for await (const box of boxes(bytes, start, parent.end)) {
		const isFound =
			next === undefined
				? PROTECTED.test(box.type)
				: box.type === next && (await hasProtectedEntry(bytes, box, further));
		if (isFound) {
			return true;
		}
	}
	return false;
}

async function* boxes(
	bytes: FileBytes,
	start: number,
	end: number,
): AsyncGenerator<Box> {
	let offset = start;
	for (let count = 0; count < MAX_BOXES && offset + 8 <= end; count++) {
		const header = await bytes.read(offset, 16);
		if (header.length < 8) {
			return;
		}
		const short = header.readUInt32BE(0);
		const isLong = short === 1 && header.length === 16;
		const size = isLong
			? Number(header.readBigUInt64BE(8))
			: short === 0
				? end - offset // It reaches to the end.
				: short;
		const headerBytes = isLong ? 16 : 8;
		if (size < headerBytes) {
			return;
		}
		yield {
			type: header.toString("latin1", 4, 8),
			start: offset + headerBytes,
			end: offset + size,
		};
		offset += size;
	}
}
