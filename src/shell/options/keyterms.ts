import * as l10n from "@vscode/l10n";
import {
	keytermsText,
	parseKeyterms,
	problemOfKeyterms,
} from "../../options/keyterms.ts";
import { texts } from "../../options/readers.ts";
import { BACK } from "./pages.ts";
import type { Picker } from "./picker.ts";

/** Asks for names and terms that are likely to be heard. */
export const askKeyterms: Picker = async ({ keyterms }, { pages, title }) => {
	const text = await pages.askText({
		title,
		prompt: l10n.t(
			"Names and terms that are likely to be heard, with commas between them. Empty for none.",
		),
		placeholder: "Ada Lovelace, Kubernetes",
		value: keytermsText(texts(keyterms) ?? []),
		problem: (typed) => problemOfKeyterms(parseKeyterms(typed)),
	});
	return text === BACK ? BACK : { keyterms: parseKeyterms(text) };
};
