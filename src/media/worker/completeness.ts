import type { FileBytes } from "./fileBytes.ts";

/** Whether a container of a known length ends before it. Only some say how long they are. */
export async function isShorterThanPromised(
	container: string,
	bytes: FileBytes,
): Promise<boolean> {
	const promised = await promisedBytes(container, bytes);
	return promised !== undefined && promised > bytes.size;
}

function promisedBytes(
	container: string,
	bytes: FileBytes,
): Promise<number | undefined> {
	switch (container) {
		case "AVI":
			return riffBytes(bytes);
		case "AIFF":
		case "8SVX":
			return formBytes(bytes);
		case "Matroska":
			return matroskaBytes(bytes);
		default:
			return Promise.resolve(undefined);
	}
}

async function riffBytes(bytes: FileBytes): Promise<number | undefined> {
	const size = (await bytes.read(4, 4)).readUInt32LE(0);
	return size === 0xffff_ffff ? undefined : size + 8;
}

async function formBytes(bytes: FileBytes): Promise<number | undefined> {
	const size = (await bytes.read(4, 4)).readUInt32BE(0);
	return size === 0xffff_ffff ? undefined : size + 8;
}

/** The header's element and the segment's (RFC 9559), both with a length in front. */
async function matroskaBytes(bytes: FileBytes): Promise<number | undefined> {
	const header = await elementEnd(bytes, 0);
	return header === undefined ? undefined : elementEnd(bytes, header);
}

/** Where an element with an ID of four bytes ends; absent where that is not said. */
async function elementEnd(
	bytes: FileBytes,
	start: number,
): Promise<number | undefined> {
	const head = await bytes.read(start + 4, 8);
	const first = head[0] ?? 0;
	const width = Math.clz32(first) - 23; // Leading zeros of the byte, and one.
	if (width > 8 || head.length < width) {
		return undefined;
	}
	const mask = 2 ** (8 - width) - 1;
	let size = first & mask;
	let isUnknown = size === mask;
	for (const byte of head.subarray(1, width)) {
		size = size * 256 + byte;
		isUnknown &&= byte === 0xff;
	}
	return isUnknown ? undefined : start + 4 + width + size;
}
