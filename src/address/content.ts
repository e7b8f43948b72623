import type { IncomingHttpHeaders } from "node:http";
import { parse } from "content-disposition";
import { signatureOf } from "../media/signature.ts";
import type { FirstBytes } from "./firstBytes.ts";

/** What was seen of an address, as far as its server says. */
export interface AddressFacts {
	/** In bytes. */
	readonly size?: number;
	/** As the server names it: `audio/mpeg`. */
	readonly type?: string;
	/** As people call it, by its first bytes: `MP3`. */
	readonly container?: string;
}

/** What an answer holds. `maybe`: nothing says that it is no recording. */
export type Content =
	| "recording"
	| "maybe"
	| "empty"
	| "page"
	| "playlist"
	| "other";

/** The facts of an answer with the first bytes of what it holds. */
export function factsOf({ status, headers, bytes }: FirstBytes): AddressFacts {
	const size = sizeOf(status, headers);
	const type = typeOf(headers);
	const container = signatureOf(bytes)?.name;
	return {
		...(size !== undefined && { size }),
		...(type !== undefined && { type }),
		...(container !== undefined && { container }),
	};
}

/** What it is: by its first bytes, and where those say nothing by what the server calls it. */
export function contentOf(bytes: Buffer, facts: AddressFacts): Content {
	const { size, type = "", container } = facts;
	if (bytes.length === 0) {
		return size === undefined || size === 0 ? "empty" : "maybe";
	}
	if (container !== undefined) {
		return "recording";
	}
	if (isHtml(bytes) || /^(text\/html|application\/xhtml\+xml)$/.test(type)) {
		return "page";
	}
	if (isPlaylist(bytes) || PLAYLISTS.test(type)) {
		return "playlist";
	}
	return OTHERS.test(type) || isDocument(bytes) || isText(bytes)
		? "other"
		: "maybe";
}

/** The name that a server gives to what it sends. */
export function givenName(headers: IncomingHttpHeaders): string | undefined {
	const header = headers["content-disposition"];
	return header === undefined ? undefined : parse(header).parameters.filename;
}

/** `Content-Range` of a part, else `Content-Length` of the whole (RFC 9110). */
function sizeOf(
	status: number,
	headers: IncomingHttpHeaders,
): number | undefined {
	const text =
		status === 206 || status === 416
			? /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1]
			: headers["content-encoding"] === undefined
				? headers["content-length"]
				: undefined;
	return text === undefined ? undefined : Number(text);
}

function typeOf(headers: IncomingHttpHeaders): string | undefined {
	const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
	return type === "" ? undefined : type;
}

const PLAYLISTS =
	/^(application\/(vnd\.apple\.mpegurl|x-mpegurl|dash\+xml)|audio\/(x-)?mpegurl)$/;

/** Types that no recording has; `text/plain`, `application/octet-stream` and the like are given to anything. */
const OTHERS =
	/^(image|font|message|multipart|model)\/|^application\/(json|xml|pdf|zip|gzip|javascript|rtf|msword|vnd\.|.*\+(json|xml)$)/;

function isHtml(bytes: Buffer): boolean {
	const text = bytes.toString("utf8").replace(/<!--[\s\S]*?-->/g, "");
	return /^\uFEFF?\s*<(!doctype\s+html|html|head|body)\b/i.test(text);
}

function isPlaylist(bytes: Buffer): boolean {
	return /^\uFEFF?(#EXTM3U|\[playlist\])|<MPD[\s>]/.test(
		bytes.toString("utf8"),
	);
}

/** How a PDF, a ZIP (and what is one inside, as DOCX), a PNG, a JPEG and a GIF begin. */
const DOCUMENTS = ["%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8"];

function isDocument(bytes: Buffer): boolean {
	const begin = bytes.toString("latin1", 0, 8);
	return DOCUMENTS.some((signature) => begin.startsWith(signature));
}

/** Whether it is nothing but characters: an error in words, JSON, XML. */
function isText(bytes: Buffer): boolean {
	try {
		// The last character may be cut in two.
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, {
			stream: true,
		});
		return !/\p{Cc}/u.test(text.replace(/\s/g, ""));
	} catch {
		return false;
	}
}
