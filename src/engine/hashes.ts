import PQueue from "p-queue";
import { sha256Of } from "../files/hash.ts";
import { expectUnchanged } from "../media/check.ts";
import { delay } from "../retry/delay.ts";
import type { JobSpec, SourceFacts } from "./job.ts";

/** A finished transcript waits so long for the hash of its recording, in milliseconds. */
const PATIENCE_MS = 1000;

/** Of a job. */
type Hash = Promise<string | undefined>;

/** Hashes recordings, one at a time: more would only fight for the disk that uploads read from. */
export class Hashes {
	readonly #queue = new PQueue({ concurrency: 1 });
	/** Those that somebody may come back for, by the job's ID. */
	readonly #late = new Map<string, Hash>();

	/**
	 * The SHA-256 of a job's recording; absent where it is gone, cannot be read,
	 * or is no longer the one that was checked. Never rejects.
	 *
	 * @returns what gives it as soon as a transcript is there, and does not hold
	 * that up for long: a hash that takes longer is {@link late}.
	 */
	of(
		{ id, source }: Pick<JobSpec, "id" | "source">,
		facts: SourceFacts,
		signal: AbortSignal,
	): () => Hash {
		const hash = this.#add(source, facts, signal);
		return async () => {
			const patience = new AbortController();
			const isLate = delay(PATIENCE_MS, patience.signal).then(
				() => true,
				() => false,
			);
			try {
				if (await Promise.race([hash.then(() => false), isLate])) {
					this.#late.set(id, hash);
					return undefined;
				}
				return await hash;
			} finally {
				patience.abort();
			}
		};
	}

	/** Hashes a recording whose transcript is being written already, where that is not under way: the hash is {@link late}. */
	catchUp(
		{ id, source }: Pick<JobSpec, "id" | "source">,
		facts: SourceFacts,
		signal: AbortSignal,
	): void {
		if (!this.#late.has(id)) {
			this.#late.set(id, this.#add(source, facts, signal));
		}
	}

	/** The hash that a job's transcript did not wait for, once it is there; absent where there is none. */
	async late(id: string): Hash {
		const hash = this.#late.get(id);
		this.#late.delete(id);
		return hash;
	}

	async #add(source: string, facts: SourceFacts, signal: AbortSignal): Hash {
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
