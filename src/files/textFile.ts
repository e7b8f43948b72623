/** Above this, in bytes, JavaScript could not hold the text of a file, let alone show it. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * The text of a file: UTF-8, UTF-16 where it begins with that mark, else
 * Windows-1252, which captions are still written in.
 */
export function textOf(bytes: Uint8Array): string {
	for (const [encoding, ...mark] of MARKED) {
		if (mark.every((byte, index) => bytes[index] === byte)) {
			return decoded(bytes, encoding);
		}
	}
	try {
		// A mark at the beginning stays: the file is to be written as it was.
		const options = { fatal: true, ignoreBOM: true };
		return new TextDecoder("utf-8", options).decode(bytes);
	} catch {
		return decoded(bytes, "windows-1252");
	}
}

const MARKED = [
	["utf-16le", 0xff, 0xfe],
	["utf-16be", 0xfe, 0xff],
] as const;

function decoded(bytes: Uint8Array, encoding: string): string {
	return new TextDecoder(encoding).decode(bytes);
}
