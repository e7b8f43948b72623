import type { AddressFacts, Content } from "./content.ts";

/** What the service cannot take. */
type Refused = Exclude<Content, "recording" | "maybe">;

/**
 * Why what an address holds is refused, for a person.
 * @param url - that answered.
 */
export function refusalOf(
	content: Refused,
	{ type }: AddressFacts,
	url: URL,
): string {
	switch (content) {
		case "empty":
			return "There is nothing at this address (0 bytes).";
		case "page":
			return `That is a web page, not a recording. ${hintFor(url)}`;
		case "playlist":
			return "That is a playlist of a stream, not a recording. AssemblyAI needs the address of one whole file.";
		case "other":
			return `That is neither audio nor video${type === undefined ? "" : ` (${type})`}. AssemblyAI needs the address of the recording itself.`;
		default:
			return content satisfies never;
	}
}

function hintFor({ hostname }: URL): string {
	return (
		HINTS.find(({ host }) => host.test(hostname))?.hint ??
		"Look on it for the address of the recording itself, as behind a Download button."
	);
}

/** What to do about pages that many will try. */
const HINTS = [
	{
		host: /(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com)$/,
		hint: "AssemblyAI cannot fetch from this site: save the video to disk where you may, and transcribe the file.",
	},
	{
		// AssemblyAI's guide “Transcribe Google Drive Files”.
		host: /(^|\.)(drive|docs|accounts)\.google\.com$/,
		hint: "Of a file in Google Drive that is shared with anyone and smaller than 100 MB, use https://drive.google.com/uc?export=download&id= followed by the ID in its link.",
	},
	{
		host: /(^|\.)dropbox\.com$/,
		hint: "In a link of Dropbox, put dl=1 in place of dl=0.",
	},
];
