import * as l10n from "@vscode/l10n";
import {
	parseSpeakers,
	type Speakers,
	settingsOfSpeakers,
	speakersOf,
	speakersText,
} from "../../options/speakers.ts";
import { BACK } from "./pages.ts";
import type { Picker, PickerParts } from "./picker.ts";

const NO = {
	label: l10n.t("Do Not Tell Apart"),
	detail: l10n.t("One text without speakers"),
};
const ANY = {
	label: l10n.t("Tell Apart"),
	detail: l10n.t("AssemblyAI finds out how many there are"),
};
const SOME = {
	label: l10n.t("Tell Apart, with a Number…"),
	detail: l10n.t("So many speakers, or from so many to so many"),
};

/** Asks whether speakers are told apart, and how many there are. */
export const pickSpeakers: Picker = async (values, { pages, title }) => {
	const present = speakersOf(values);
	let active = { no: NO, any: ANY, exactly: SOME, between: SOME }[present.tell];
	for (;;) {
		const chosen = await pages.pickOne({
			title,
			placeholder: l10n.t("Are speakers told apart?"),
			items: [NO, ANY, SOME],
			active,
			step: [1, 2],
		});
		if (chosen === BACK) {
			return BACK;
		}
		if (chosen !== SOME) {
			return settingsOfSpeakers({ tell: chosen === NO ? "no" : "any" });
		}
		const speakers = await askHowMany(present, { pages, title });
		if (speakers !== BACK) {
			return settingsOfSpeakers(speakers);
		}
		active = SOME;
	}
};

async function askHowMany(
	present: Speakers,
	{ pages, title }: Pick<PickerParts, "pages" | "title">,
): Promise<Speakers | typeof BACK> {
	const text = await pages.askText({
		title,
		prompt: l10n.t(
			"How many speakers are there? Give a range where you are not certain: a wrong number makes the transcript worse.",
		),
		placeholder: l10n.t("3, or 2-5"),
		value: speakersText(present),
		problem: (typed) =>
			parseSpeakers(typed) === undefined
				? l10n.t("Give a number such as 3, or a range such as 2-5.")
				: undefined,
		step: [2, 2],
	});
	// What the question took can be read.
	return text === BACK ? BACK : (parseSpeakers(text) ?? BACK);
}
