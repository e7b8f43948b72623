import PQueue from "p-queue";
import { sha256Of } from "../files/hash.ts";
import { expectUnchanged } from "../media/check.ts";
import type { SourceFacts } from "./job.ts";

/** Hashes recordings, one at a time: more would only fight for the disk that uploads read from. */
export class Hashes {
	readonly #queue = new PQueue({ concurrency: 1 });

	/**
	 * The SHA-256 of a recording; absent where it is gone, cannot be read, or is
	 * no longer the one that was checked. Never rejects: a transcript is
	 * not held up for it.
	 */
	async of(
		source: string,
		facts: SourceFacts,
		signal: AbortSignal,
	): Promise<string | undefined> {
		try {
			return await this.#queue.add(
				async () => {
					const sha256 = await sha256Of(source, signal);
					await expectUnchanged(source, facts);
					return sha256;
				},
				{ signal },
			);
		} catch {
			return undefined;
		}
	}
}
