import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { MAX_TEXT_BYTES, textOf } from "../../files/textFile.ts";
import { replaceWhole } from "../../files/write.ts";

/** What a file holds. */
export interface Content {
	readonly text: string;
	/** SHA-256 of its bytes, in hexadecimal. */
	readonly hash: string;
}

/** A file that is too large for its text to be shown. */
export class TooLarge extends Error {
	override readonly name = "TooLarge";
}

/** @throws TooLarge, and the file system's errors */
export async function readContent(file: string): Promise<Content> {
	const { size } = await stat(file);
	if (size > MAX_TEXT_BYTES) {
		throw new TooLarge();
	}
	const bytes = await readFile(file);
	const hash = createHash("sha256").update(bytes).digest("hex");
	return { text: textOf(bytes), hash };
}

/**
 * Writes a text file whole or not at all. A link stays a link.
 *
 * @param token - names the temporary file.
 */
export async function writeContent(
	file: string,
	text: string,
	token: string,
): Promise<void> {
	const target = await realpath(file).catch(() => file);
	await replaceWhole(target, text, token);
}
