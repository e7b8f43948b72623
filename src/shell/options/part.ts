import {
	type Length,
	type Part,
	partOf,
	problemOfPart,
	settingsOfPart,
} from "../../options/part.ts";
import { parseTime, timeText } from "../../options/time.ts";
import type { Lengths } from "./lengths.ts";
import type { Picker } from "./picker.ts";
import { askText, BACK } from "./quickInput.ts";

const FORM = "Give minutes and seconds, such as 12:30, or 1:02:03.";

/** Asks for the part of the recording that is transcribed: its start, then its end. */
export const askPart: Picker = async (values, title, lengths) => {
	let { from, to } = partOf(values);
	// Where the end alone does not fit, it is what is to be changed.
	let step: 1 | 2 =
		problemOfPart({ from }, lengths.known) === undefined &&
		problemOfPart({ from, to }, lengths.known) !== undefined
			? 2
			: 1;
	for (;;) {
		if (step === 1) {
			const start = await askStart(from, title, lengths);
			if (start === BACK) {
				return BACK;
			}
			from = parseTime(start) ?? 0;
		}
		const end = await askEnd(from, to, title, lengths);
		if (end !== BACK) {
			return settingsOfPart({ from, to: parseTime(end) });
		}
		step = 1;
	}
};

function askStart(from: number, title: string, lengths: Lengths) {
	return askPosition(lengths, (seconds) => ({ from: seconds }), {
		title,
		question: "Where does it start? Empty for the beginning.",
		value: from === 0 ? "" : timeText(from),
		step: [1, 2],
	});
}

function askEnd(
	from: number,
	to: number | undefined,
	title: string,
	lengths: Lengths,
) {
	return askPosition(lengths, (seconds) => ({ from, to: seconds }), {
		title,
		question: "Where does it end? Empty for the end.",
		value: to === undefined ? "" : timeText(to),
		step: [2, 2],
	});
}

function askPosition(
	lengths: Lengths,
	partWith: (seconds: number) => Part,
	question: {
		readonly title: string;
		readonly question: string;
		readonly value: string;
		readonly step: readonly [number, number];
	},
): Promise<string | typeof BACK> {
	return askText({
		...question,
		prompt: () => `${question.question}${lengthText(lengths.known)}`,
		placeholder: "12:30, or 1:02:03",
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

/** How long the only recording is. */
function lengthText([only, ...others]: readonly Length[]): string {
	return only === undefined || others.length > 0
		? ""
		: ` ${only.name} is ${timeText(Math.floor(only.seconds))} long.`;
}
