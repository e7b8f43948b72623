import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** The SHA-256 of a file, in hexadecimal. @throws the file system's errors, and the signal's reason */
export async function sha256Of(
	file: string,
	signal: AbortSignal,
): Promise<string> {
	const hash = createHash("sha256");
	await pipeline(createReadStream(file), hash, { signal });
	return hash.digest("hex");
}
