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
 * transcribed before. Where a window ended before the hash was there, a file
 * that nobody has touched since its job began has the same content.
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
		const facts = isAddress(job.source) ? undefined : await factsOf(job.source);
		if (facts === undefined || !sizes.has(facts.size)) {
			continue;
		}
		const candidates = (await history.ofSize(facts.size)).filter(
			({ spec }) => !spec.isRecorded && asksTheSame(spec, job),
		);
		const sha256 = candidates.some((each) => each.sha256 !== undefined)
			? await hashOf(job.source, signal)
			: undefined;
		const record =
			candidates.find(
				(each) => sha256 !== undefined && each.sha256 === sha256,
			) ?? candidates.find((each) => isUntouchedSince(each, job.source, facts));
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

/** Whether a record without a hash is of this very file, as it was when its job began. */
function isUntouchedSince(
	{ spec, source, sha256 }: HistoryRecord,
	file: string,
	{ changedMs }: Facts,
): boolean {
	return (
		sha256 === undefined &&
		source === file &&
		changedMs <= Date.parse(spec.createdAt)
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

interface Facts {
	/** In bytes. */
	readonly size: number;
	/**
	 * Epoch milliseconds, whole as those of records are. When it came to its name
	 * counts as well: an older file may have been put in its place.
	 */
	readonly changedMs: number;
}

/** Absent where there is no such file: the job itself says so. */
async function factsOf(file: string): Promise<Facts | undefined> {
	return stat(file).then(
		({ size, mtimeMs, ctimeMs }) => ({
			size,
			changedMs: Math.floor(Math.max(mtimeMs, ctimeMs)),
		}),
		() => undefined,
	);
}
