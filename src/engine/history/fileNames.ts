/** A record's file, as its name alone tells it. */
export interface RecordFile {
	/** Of the job. */
	readonly id: string;
	/** Of the recording, in bytes; absent for an address. */
	readonly size: number | undefined;
	/** The name itself. */
	readonly name: string;
}

const RECORD = /^([\w-]+)(?:\.(\d+))?\.json$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A record's name in its day's folder. The recording's size is part of it, so
 * that one of a given size is found without any record being read, however
 * many there are. (Maildir does the same.)
 */
export function recordName(id: string, size: number | undefined): string {
	return size === undefined ? `${id}.json` : `${id}.${size}.json`;
}

/** Reads a record's name; absent for what is none. */
export function parseRecordName(name: string): RecordFile | undefined {
	const [, id, size] = RECORD.exec(name) ?? [];
	return id === undefined
		? undefined
		: { id, size: size === undefined ? undefined : Number(size), name };
}

/** The name of a transcript's copy, beside its record. */
export function copyName(id: string): string {
	return `${id}.transcript.json.gz`;
}

/** The day by the clock of this machine, as `2026-11-24`: what a person calls that day. */
export function localDay(time: Date): string {
	const two = (number: number) => String(number).padStart(2, "0");
	return [
		time.getFullYear(),
		two(time.getMonth() + 1),
		two(time.getDate()),
	].join("-");
}

/** Whether a folder is one of a day. */
export function isDay(name: string): boolean {
	return DAY.test(name);
}
