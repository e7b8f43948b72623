import { texts } from "../../options/readers.ts";
import { endingOf, FORMATS, type Format } from "../../transcript/formats.ts";
import { BACK, inOrderOf } from "./pages.ts";
import type { Picker } from "./picker.ts";

const DETAILS: Readonly<Record<Format, string>> = {
	txt: "Plain text in paragraphs",
	md: "Markdown with time stamps",
	srt: "Captions for nearly any player",
	vtt: "Captions for the web, with speakers",
	json: "Everything, with the time of each word",
};

/** Asks for the files that a transcript is written to. */
export const pickFormats: Picker = async ({ formats }, { pages, title }) => {
	const present = texts(formats) ?? [];
	const items = FORMATS.map((format) => ({
		label: format,
		description: `talk${endingOf(format)}`,
		detail: DETAILS[format],
		format,
	}));
	const chosen = await pages.pickMany({
		title,
		placeholder: "Which files are written? More of them cost nothing more",
		needsOne: "Tick one at least",
		items,
		ticked: items.filter(({ format }) => present.includes(format)),
	});
	return chosen === BACK
		? BACK
		: {
				formats: inOrderOf(
					present,
					chosen.map(({ format }) => format),
				),
			};
};
