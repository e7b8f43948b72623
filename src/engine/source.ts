import * as path from "node:path";
import {
	isAddress,
	nameInAddress,
	withoutSecrets,
} from "../address/address.ts";
import type { SourceRecord } from "../transcript/savedTranscript.ts";

/** What a job's source is called: a file by its name, an address by that in it. */
export function sourceName(source: string): string {
	return isAddress(source) ? nameInAddress(source) : path.basename(source);
}

/** What a written transcript says of its recording. */
export function sourceRecord(of: {
	readonly source: string;
	readonly size?: number | undefined;
	readonly sha256?: string | undefined;
}): SourceRecord {
	const { source, size, sha256 } = of;
	return {
		name: isAddress(source) ? withoutSecrets(source) : path.basename(source),
		...(size !== undefined && { size }),
		...(sha256 !== undefined && { sha256 }),
	};
}

/** A job's source as it may be shown: a path as it is, an address without its secrets. */
export function shownSource(source: string): string {
	return isAddress(source) ? withoutSecrets(source) : source;
}
