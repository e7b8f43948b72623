import { stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { isAddress } from "../../address/address.ts";
import { sha256Of } from "../../files/hash.ts";
import type { NewJob } from "../engine.ts";
import type { History } from "./history.ts";
import type { HistoryRecord } from "./record.ts";

/**
 * The latest transcripts of recordings with the same content and the same
 * settings as new jobs. A recording is read only where one of its size was
 * transcribed before.
 *
 * @throws the signal's reason
 */
export async function sameContent(
	jobs: readonly NewJob[],
	history: History,
	signal: AbortSignal,
): Promise<Map<NewJob, HistoryRecord>> {
	const found = new Map<NewJob, HistoryRecord>();
	const sizes = await history.sizes();
	for (const job of jobs) {
		const size = isAddress(job.source) ? undefined : await sizeOf(job.source);
		if (size === undefined || !sizes.has(size)) {
			continue;
		}
		const candidates = (await history.ofSize(size)).filter(
			({ spec, sha256 }) =>
				sha256 !== undefined && !spec.isRecorded && asksTheSame(spec, job),
		);
		const sha256 =
			candidates.length > 0 ? await hashOf(job.source, signal) : undefined;
		const record = sha256 && candidates.find((each) => each.sha256 === sha256);
		if (record) {
			found.set(job, record);
		}
	}
	return found;
}

type Asked = Pick<NewJob, "baseUrl" | "params" | "media">;

/** Whether two jobs would get the same of the same content: how much was sent of it changes nothing, but which track does. */
function asksTheSame(a: Asked, b: Asked): boolean {
	return (
		a.baseUrl === b.baseUrl &&
		a.media.track === b.media.track &&
		isDeepStrictEqual(a.params, b.params)
	);
}

/** Absent where the file cannot be read: the job itself says so. */
async function hashOf(
	file: string,
	signal: AbortSignal,
): Promise<string | undefined> {
	try {
		return await sha256Of(file, signal);
	} catch {
		signal.throwIfAborted();
		return undefined;
	}
}

/** In bytes; absent where there is no such file: the job itself says so. */
async function sizeOf(file: string): Promise<number | undefined> {
	return stat(file).then(
		({ size }) => size,
		() => undefined,
	);
}
