import { open } from "node:fs/promises";
import * as path from "node:path";
import { withOpenFile } from "../files/openFiles.ts";
import { FileProblem } from "./check.ts";
import { hasMediaExtension } from "./extensions.ts";
import { isMisnamed, SIGNATURE_BYTES, signatureOf } from "./signature.ts";

/**
 * What can be said of a file by comparing its first bytes, and its name where
 * those say nothing: a person may want it sent all the same.
 *
 * @throws FileProblem `unsupported` where neither belongs to a recording.
 */
export async function sniff(
	file: string,
): Promise<{ readonly container: string; readonly isMisnamed: boolean }> {
	const signature = signatureOf(await withOpenFile(() => readHead(file)));
	if (signature !== undefined) {
		return {
			container: signature.name,
			isMisnamed: isMisnamed(file, signature),
		};
	}
	if (!hasMediaExtension(file)) {
		throw new FileProblem("unsupported", file);
	}
	return { container: path.extname(file).slice(1), isMisnamed: false };
}

async function readHead(file: string): Promise<Buffer> {
	await using handle = await open(file, "r");
	const head = Buffer.alloc(SIGNATURE_BYTES);
	const { bytesRead } = await handle.read(head, 0, SIGNATURE_BYTES, 0);
	return head.subarray(0, bytesRead);
}
