import * as l10n from "@vscode/l10n";
import { MODELS } from "../../options/models.ts";
import { texts } from "../../options/readers.ts";
import { BACK, inOrderOf } from "./pages.ts";
import type { Picker } from "./picker.ts";

/** Asks for the service's models. */
export const pickModels: Picker = async (
	{ speechModels },
	{ pages, title },
) => {
	const present = texts(speechModels) ?? [];
	// Those that are set may be newer than this list, and stand in another order.
	const names = [...new Set([...present, ...Object.keys(MODELS)])];
	const items = names.map((label) => ({
		label,
		description: MODELS[label] ?? "",
	}));
	const chosen = await pages.pickMany({
		title,
		placeholder: l10n.t(
			"The uppermost is preferred; with none, AssemblyAI chooses",
		),
		items,
		ticked: items.filter(({ label }) => present.includes(label)),
	});
	return chosen === BACK
		? BACK
		: {
				speechModels: inOrderOf(
					present,
					chosen.map(({ label }) => label),
				),
			};
};
