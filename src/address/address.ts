import filenamify from "filenamify";

/** Whether a job's source is an address to be fetched: no absolute path begins like one. */
export function isAddress(source: string): boolean {
	return /^https?:\/\//i.test(source);
}

/**
 * An address as it may be shown and kept: signed ones carry their secrets in
 * the query, others in the user's name or behind the `#`.
 */
export function withoutSecrets(address: string): string {
	const url = URL.parse(address);
	if (url === null) {
		return "";
	}
	const hasMore = [url.username, url.password, url.search, url.hash].some(
		(part) => part !== "",
	);
	return hasMore ? `${url.origin}${url.pathname}` : address;
}

/** A text in which an address may stand, as one that the service answers with. */
export function withoutSecretsOf(address: string, text: string): string {
	return text.replaceAll(address, withoutSecrets(address));
}

/** Longer names are no use to a person, and some file systems refuse them. */
const MAX_NAME = 100;

/** What the thing at an address is called, fit for the name of a file: `talk.mp3`. */
export function nameInAddress(address: string): string {
	const url = URL.parse(address);
	const last = url?.pathname.split("/").findLast((part) => part !== "");
	return asFileName(decoded(last ?? url?.hostname ?? ""));
}

/** A name that a server gave, fit for this machine's file system whichever it is. */
export function asFileName(name: string): string {
	const fit = filenamify(name, { replacement: "-", maxLength: MAX_NAME });
	return fit.replace(/^\.+/, "") || "recording";
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
