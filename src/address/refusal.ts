import type { Say } from "../language/language.ts";
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
	say: Say,
): string {
	switch (content) {
		case "empty":
			return say("There is nothing at this address (0 bytes).");
		case "page":
			return pageText(url, say);
		case "playlist":
			return say(
				"That is a playlist of a stream, not a recording. AssemblyAI needs the address of one whole file.",
			);
		case "other":
			return type === undefined
				? say(
						"That is neither audio nor video. AssemblyAI needs the address of the recording itself.",
					)
				: say(
						"That is neither audio nor video ({0}). AssemblyAI needs the address of the recording itself.",
						type,
					);
		default:
			return content satisfies never;
	}
}

function pageText({ hostname }: URL, say: Say): string {
	const page = PAGES.find(({ host }) => host.test(hostname));
	return (
		page?.text(say) ??
		say(
			"That is a web page, not a recording. Look on it for the address of the recording itself, as behind a Download button.",
		)
	);
}

/** What to do about pages that many will try. */
const PAGES: readonly { readonly host: RegExp; text(say: Say): string }[] = [
	{
		host: /(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com)$/,
		text: (say) =>
			say(
				"That is a web page, not a recording. AssemblyAI cannot fetch from this site: save the video to disk where you may, and transcribe the file.",
			),
	},
	{
		// AssemblyAI's guide “Transcribe Google Drive Files”.
		host: /(^|\.)(drive|docs|accounts)\.google\.com$/,
		text: (say) =>
			say(
				"That is a web page, not a recording. Of a file in Google Drive that is shared with anyone and smaller than 100 MB, use https://drive.google.com/uc?export=download&id= followed by the ID in its link.",
			),
	},
	{
		host: /(^|\.)dropbox\.com$/,
		text: (say) =>
			say(
				"That is a web page, not a recording. In a link of Dropbox, put dl=1 in place of dl=0.",
			),
	},
];
