import type { SettingValues } from "./params.ts";
import { count, plainObject } from "./readers.ts";

/** Whether speakers are told apart, and how many there are. */
export type Speakers =
	| { readonly tell: "no" }
	| { readonly tell: "any" }
	| { readonly tell: "exactly"; readonly count: number }
	| {
			readonly tell: "between";
			readonly min?: number | undefined;
			readonly max?: number | undefined;
	  };

/** What settings say about speakers. */
export function speakersOf(values: SettingValues): Speakers {
	if (values.speakerLabels !== true) {
		return { tell: "no" };
	}
	const exact = count(values.speakersExpected);
	if (exact !== undefined) {
		return { tell: "exactly", count: exact };
	}
	const range = plainObject(values.speakerOptions) ?? {};
	const min = count(range.minSpeakersExpected);
	const max = count(range.maxSpeakersExpected);
	return min === undefined && max === undefined
		? { tell: "any" }
		: { tell: "between", min, max };
}

/** The settings that say so. */
export function settingsOfSpeakers(speakers: Speakers): SettingValues {
	const [min, max] =
		speakers.tell === "between" ? [speakers.min, speakers.max] : [];
	return {
		speakerLabels: speakers.tell !== "no",
		speakersExpected: speakers.tell === "exactly" ? speakers.count : null,
		speakerOptions: {
			minSpeakersExpected: min ?? null,
			maxSpeakersExpected: max ?? null,
		},
	};
}

/** Reads `3`, or `2-5` with any kind of dash, dots, or “to” between. */
export function parseSpeakers(text: string): Speakers | undefined {
	const match =
		/^\s*(\d{1,3})\s*(?:(?:-|–|—|\.{2,3}|…|to)\s*(\d{1,3})\s*)?$/.exec(text);
	const [min, max] = [count(Number(match?.[1])), count(Number(match?.[2]))];
	if (match === null || min === undefined) {
		return undefined;
	}
	if (match[2] === undefined || min === max) {
		return { tell: "exactly", count: min };
	}
	return max === undefined || max < min
		? undefined
		: { tell: "between", min, max };
}

/** As {@link parseSpeakers} reads it; empty where no number is meant. */
export function speakersText(speakers: Speakers): string {
	switch (speakers.tell) {
		case "no":
		case "any":
			return "";
		case "exactly":
			return String(speakers.count);
		case "between":
			return `${speakers.min ?? 1}-${speakers.max ?? ""}`;
		default:
			return speakers satisfies never;
	}
}
