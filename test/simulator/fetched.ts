import { createHash } from "node:crypto";
import { MAX_FETCHED_BYTES } from "../../src/assemblyai/limits.ts";

/** What the service got from an address, or its words for why it has nothing. */
export type Fetched =
	| { readonly bytes: number; readonly sha256: string }
	| { readonly error: string };

/** Gets a recording from an address, as the service does: it really asks for it. */
export async function fetchRecording(address: string): Promise<Fetched> {
	const failed = {
		error: `Download error, unable to download ${address}. Please make sure the file exists and is accessible from the internet.`,
	};
	try {
		const answer = await fetch(address, { redirect: "follow" });
		const size = Number(answer.headers.get("content-length") ?? 0);
		if (!answer.ok || size > MAX_FETCHED_BYTES) {
			await answer.body?.cancel();
			return failed;
		}
		const body = Buffer.from(await answer.arrayBuffer());
		return isPage(body)
			? {
					error:
						"File does not appear to contain audio. File type is text/html (HTML document, ASCII text).",
				}
			: {
					bytes: body.length,
					sha256: createHash("sha256").update(body).digest("hex"),
				};
	} catch {
		return failed;
	}
}

function isPage(body: Buffer): boolean {
	return /^\s*<(!doctype html|html)/i.test(body.toString("latin1", 0, 200));
}
