import {
	keytermsText,
	parseKeyterms,
	problemOfKeyterms,
} from "../../options/keyterms.ts";
import { texts } from "../../options/readers.ts";
import type { Picker } from "./picker.ts";
import { askText, BACK } from "./quickInput.ts";

/** Asks for names and terms that are likely to be heard. */
export const askKeyterms: Picker = async ({ keyterms }, title) => {
	const text = await askText({
		title,
		prompt:
			"Names and terms that are likely to be heard, with commas between them. Empty for none.",
		placeholder: "Ada Lovelace, Kubernetes",
		value: keytermsText(texts(keyterms) ?? []),
		problem: (typed) => problemOfKeyterms(parseKeyterms(typed)),
	});
	return text === BACK ? BACK : { keyterms: parseKeyterms(text) };
};
