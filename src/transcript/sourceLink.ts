/** A recording as a document beside it points to it. */
export interface SourceLink {
	/** Without folders. */
	readonly name: string;
	/** A relative path or an address, encoded; a media fragment can follow. */
	readonly target: string;
}

/**
 * Where a recording is. Of an address, what can hold a password or a signature
 * is left out: documents are passed on.
 *
 * @param source - a file's name, or an http(s) address.
 */
export function sourceLink(source: string): SourceLink {
	const address = /^https?:\/\//i.test(source) && URL.parse(source);
	if (!address) {
		return { name: source, target: encoded(source.toWellFormed()) };
	}
	const last = address.pathname.split("/").at(-1) ?? "";
	return {
		name: last === "" ? address.host : decoded(last),
		target: address.origin + address.pathname.replace(/[()]/g, percent),
	};
}

/** As `encodeURIComponent`, and what would end a link in Markdown. */
function encoded(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, percent);
}

function percent(mark: string): string {
	return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// Not encoded, whatever it looks like.
		return text;
	}
}
