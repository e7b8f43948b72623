import * as l10n from "@vscode/l10n";
import {
	type Length,
	type Part,
	partOf,
	problemOfPart,
	settingsOfPart,
} from "../../options/part.ts";
import { parseTime, timeText } from "../../options/time.ts";
import { BACK } from "./pages.ts";
import type { Picker, PickerParts } from "./picker.ts";

const FORM = l10n.t("Give minutes and seconds, such as 12:30, or 1:02:03.");

/** Asks for the part of the recording that is transcribed: its start, then its end. */
export const askPart: Picker = async (values, parts) => {
	const { lengths } = parts;
	let { from, to } = partOf(values);
	// Where the end alone does not fit, it is what is to be changed.
	let step: 1 | 2 =
		problemOfPart({ from }, lengths.known) === undefined &&
		problemOfPart({ from, to }, lengths.known) !== undefined
			? 2
			: 1;
	for (;;) {
		if (step === 1) {
			const start = await askStart(from, parts);
			if (start === BACK) {
				return BACK;
			}
			from = parseTime(start) ?? 0;
		}
		const end = await askEnd(from, to, parts);
		if (end !== BACK) {
			return settingsOfPart({ from, to: parseTime(end) });
		}
		step = 1;
	}
};

function askStart(from: number, parts: PickerParts) {
	return askPosition(parts, (seconds) => ({ from: seconds }), {
		question: l10n.t("Where does it start? Empty for the beginning."),
		value: from === 0 ? "" : timeText(from),
		step: [1, 2],
	});
}

function askEnd(from: number, to: number | undefined, parts: PickerParts) {
	return askPosition(parts, (seconds) => ({ from, to: seconds }), {
		question: l10n.t("Where does it end? Empty for the end."),
		value: to === undefined ? "" : timeText(to),
		step: [2, 2],
	});
}

function askPosition(
	{ pages, title, lengths }: PickerParts,
	partWith: (seconds: number) => Part,
	question: {
		readonly question: string;
		readonly value: string;
		readonly step: readonly [number, number];
	},
): Promise<string | typeof BACK> {
	return pages.askText({
		...question,
		title,
		prompt: () => withLength(question.question, lengths.known),
		placeholder: l10n.t("12:30, or 1:02:03"),
		problem: (typed) => {
			const seconds = parseTime(typed);
			if (seconds === undefined) {
				return typed.trim() === "" ? undefined : FORM;
			}
			return problemOfPart(partWith(seconds), lengths.known);
		},
		known: lengths.load(),
	});
}

/** A question, and how long the only recording is. */
function withLength(
	question: string,
	[only, ...others]: readonly Length[],
): string {
	return only === undefined || others.length > 0
		? question
		: l10n.t(
				"{0} {1} is {2} long.",
				question,
				only.name,
				timeText(Math.floor(only.seconds)),
			);
}
