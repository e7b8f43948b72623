import * as path from "node:path";
import {
	isAddress,
	nameInAddress,
	withoutSecrets,
} from "../address/address.ts";

/** What a job's source is called: a file by its name, an address by that in it. */
export function sourceName(source: string): string {
	return isAddress(source) ? nameInAddress(source) : path.basename(source);
}

/** A job's source as it may be shown: a path as it is, an address without its secrets. */
export function shownSource(source: string): string {
	return isAddress(source) ? withoutSecrets(source) : source;
}
