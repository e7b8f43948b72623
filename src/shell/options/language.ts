import * as l10n from "@vscode/l10n";
import { LANGUAGES, languageName } from "../../options/languages.ts";
import { BACK } from "./pages.ts";
import type { Picker } from "./picker.ts";

const AUTOMATIC = {
	label: l10n.t("Automatic"),
	description: l10n.t("AssemblyAI finds out"),
	code: "auto",
};

/** Asks for the language that is spoken. */
export const pickLanguage: Picker = async ({ language }, { pages, title }) => {
	const present = typeof language === "string" ? language : "auto";
	const codes = new Set<string>(Object.keys(LANGUAGES));
	if (present !== "auto") {
		// One that is set may be newer than this list.
		codes.add(present);
	}
	const items = [
		AUTOMATIC,
		...[...codes].map((code) => ({
			label: languageName(code),
			description: code,
			code,
		})),
	];
	const chosen = await pages.pickOne({
		title,
		placeholder: l10n.t("Which language is spoken?"),
		items,
		active: items.find(({ code }) => code === present),
	});
	return chosen === BACK ? BACK : { language: chosen.code };
};
