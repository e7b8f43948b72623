/** How long an address has to answer, in milliseconds. */
const PATIENCE_MS = 3000;

/** @returns the first address that answers; nothing where none does. */
export async function firstReached(
	urls: readonly string[],
): Promise<string | undefined> {
	for (const url of urls) {
		if (await isReached(url)) {
			return url;
		}
	}
	return undefined;
}

async function isReached(url: string): Promise<boolean> {
	try {
		const signal = AbortSignal.timeout(PATIENCE_MS);
		const { ok } = await fetch(url, { method: "HEAD", signal });
		return ok;
	} catch {
		return false;
	}
}
