import * as l10n from "@vscode/l10n";
import { texts } from "../../options/readers.ts";
import { endingOf, FORMATS, type Format } from "../../transcript/formats.ts";
import { BACK, inOrderOf } from "./pages.ts";
import type { Picker } from "./picker.ts";

const DETAILS: Readonly<Record<Format, string>> = {
	txt: l10n.t("Plain text in paragraphs"),
	md: l10n.t("Markdown with time stamps"),
	srt: l10n.t("Captions for nearly any player"),
	vtt: l10n.t("Captions for the web, with speakers"),
	json: l10n.t("Everything, with the time of each word"),
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
		placeholder: l10n.t(
			"Which files are written? More of them cost nothing more",
		),
		needsOne: l10n.t("Tick one at least"),
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
