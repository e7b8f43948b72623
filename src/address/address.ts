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

/** Shorter values are more likely words or numbers that stand in the text for themselves. */
const MIN_SECRET = 4;

/**
 * A text in which an address may stand, whole or in parts, as one that the
 * service answers with: without the address's secrets, however they are encoded.
 */
export function withoutSecretsOf(address: string, text: string): string {
	const url = URL.parse(address);
	const shown = withoutSecrets(address);
	if (url === null || shown === address) {
		return text;
	}
	const whole = [address, url.href].flatMap(spellings);
	const parts = secretsIn(url).flatMap(spellings);
	const without = replaceEach(text, whole, shown);
	return replaceEach(without, parts, "[redacted]");
}

/** What stands in an address beside its place. */
function secretsIn({ username, password, search, hash }: URL): string[] {
	const values = search.split(/[?&;]/).map((pair) => pair.replace(/^.*?=/, ""));
	return [
		search.slice(1),
		hash.slice(1),
		`${username}:${password}`,
		password,
		...values,
		...values.map((value) => value.replaceAll("+", " ")),
	];
}

/** A text as programs write it: in an address, in HTML, in JSON. */
function spellings(text: string): string[] {
	const decodedText = decoded(text);
	return [
		text,
		decodedText,
		encodeURI(text),
		encodeURIComponent(text),
		encodeURIComponent(decodedText),
	].flatMap((each) => [
		each,
		each.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
		each.replaceAll("&", "&amp;"),
		each.replaceAll("&", "\\u0026"),
		each.replaceAll("/", "\\/").replaceAll("&", "\\u0026"),
		each.replaceAll("/", "\\/"),
	]);
}

/** Replaces the longest first, as the others may be parts of it. */
function replaceEach(
	text: string,
	found: readonly string[],
	by: string,
): string {
	return [...new Set(found)]
		.filter(({ length }) => length >= MIN_SECRET)
		.sort((a, b) => b.length - a.length)
		.reduce((before, each) => before.replaceAll(each, () => by), text);
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
