import PQueue from "p-queue";

/** Systems give a process 256 open files and more; a batch of 1,000 recordings would take them all at once. */
const AT_ONCE = 64;

const places = new PQueue({ concurrency: AT_ONCE });

/**
 * Does work with an open file or two, as soon as the process has not too many
 * open. Such work must not wait for other such work.
 */
export function withOpenFile<T>(work: () => Promise<T>): Promise<T> {
	return places.add(work);
}
