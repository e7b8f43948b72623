import * as l10n from "@vscode/l10n";
import type { SettingValues } from "./params.ts";
import { parseTime, timeText } from "./time.ts";

/** A part of a recording, in seconds; without an end it goes to the recording's own. */
export interface Part {
	readonly from: number;
	readonly to?: number | undefined;
}

/** How long a recording is. */
export interface Length {
	readonly name: string;
	readonly seconds: number;
}

/** The part that settings say. */
export function partOf({ audioStartFrom, audioEndAt }: SettingValues): Part {
	return { from: timeOf(audioStartFrom) ?? 0, to: timeOf(audioEndAt) };
}

/** The settings that say so. */
export function settingsOfPart({ from, to }: Part): SettingValues {
	return {
		audioStartFrom: from === 0 ? "" : timeText(from),
		audioEndAt: to === undefined ? "" : timeText(to),
	};
}

/** Why there is nothing of a part in a recording, or why it cannot be meant. */
export function problemOfPart(
	{ from, to }: Part,
	lengths: readonly Length[],
): string | undefined {
	if (to !== undefined && to <= from) {
		return l10n.t("The end must come after the start, {0}.", timeText(from));
	}
	const short = lengths.find(({ seconds }) => seconds <= from);
	if (short !== undefined) {
		return l10n.t(
			"{0} is only {1} long.",
			short.name,
			timeText(Math.floor(short.seconds)),
		);
	}
	const longest = lengths.toSorted((a, b) => a.seconds - b.seconds).at(-1);
	// Rounded up: people read the length where it is rounded.
	return longest !== undefined &&
		to !== undefined &&
		to > Math.ceil(longest.seconds)
		? l10n.t(
				"{0} is only {1} long.",
				longest.name,
				timeText(Math.floor(longest.seconds)),
			)
		: undefined;
}

function timeOf(value: unknown): number | undefined {
	return typeof value === "string" && value.trim() !== ""
		? parseTime(value)
		: undefined;
}
