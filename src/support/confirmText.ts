import type { Estimate } from "./estimate.ts";
import { counted, firstOf, hoursText } from "./wording.ts";

/** What a command is going to do, to be told before anything is sent. */
export interface CommandFacts {
	/** The folder or pattern that was searched; absent where the files were named one by one. */
	readonly searched?: string;
	/** All recordings of the command. */
	readonly recordings: number;
	/** Those that have a transcript already, and are left out. */
	readonly upToDate: number;
	/** Those that a setting leaves out, as they have some transcript. */
	readonly skipped: number;
	/** The names of those that cannot be sent. */
	readonly refused: readonly string[];
	/** Of those that are to be sent. */
	readonly estimate: Estimate;
	/** The one name, where a single recording is to be sent. */
	readonly only?: string;
	/** Whether the price is a person's own, from the settings. */
	readonly isOwnPrice: boolean;
}

/** A dialog names so many files, and counts the rest. */
const NAMES_SHOWN = 5;

/** The question whether a command is to go on, and what it is decided by. */
export function confirmText(facts: CommandFacts): {
	readonly question: string;
	readonly detail: string;
} {
	const { estimate, only } = facts;
	const what = only ?? counted(estimate.recordings, "recording");
	return {
		question: `Transcribe ${what}${lengthText(estimate)}?`,
		detail: [
			...paragraph(whichText(facts)),
			...paragraph(costText(facts)),
			"Nothing has been uploaded yet. The settings sidescribe.confirmAboveHours and sidescribe.pricePerHour belong to this question.",
		].join("\n"),
	};
}

/** With an empty line after it, where it has any. */
function paragraph(lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : [...lines, ""];
}

function lengthText({ seconds, estimated, unknown }: Estimate): string {
	if (seconds === 0) {
		return "";
	}
	const about = unknown > 0 ? "at least " : estimated > 0 ? "about " : "";
	return ` (${about}${hoursText(seconds)})`;
}

function whichText({
	searched,
	recordings,
	upToDate,
	skipped,
	refused,
}: CommandFacts): string[] {
	const have = (count: number) => (count === 1 ? "has" : "have");
	return [
		...(searched === undefined
			? []
			: [`${counted(recordings, "recording")} found in ${searched}.`]),
		...(upToDate === 0
			? []
			: [
					`${counted(upToDate, "recording")} ${have(upToDate)} a transcript that is newer, and ${upToDate === 1 ? "is" : "are"} left out.`,
				]),
		...(skipped === 0
			? []
			: [
					`${counted(skipped, "recording")} ${have(skipped)} an older transcript, and ${skipped === 1 ? "is" : "are"} left out as sidescribe.output.ifExists says.`,
				]),
		...(refused.length === 0
			? []
			: [
					`${refused.length} cannot be sent: ${firstOf(refused, NAMES_SHOWN)}.`,
				]),
	];
}

function costText({ estimate, isOwnPrice }: CommandFacts): string[] {
	const { seconds, cost, prices, estimated, unknown } = estimate;
	const inUsd = prices.map((price) => PRICE.format(price)).join(" or ");
	const whose = isOwnPrice ? "your" : "AssemblyAI's published";
	return [
		...(seconds === 0
			? []
			: [
					`Likely to cost ${costInUsd(cost)}: an estimate, at ${whose} ${inUsd} USD an hour${isOwnPrice ? "" : "; some options cost more"}.`,
				]),
		...(estimated === 0
			? []
			: [
					`The length of ${estimated === estimate.recordings ? "these" : estimated} is estimated by the size of the ${estimated === 1 ? "file" : "files"}.`,
				]),
		...(unknown === 0
			? []
			: [
					`${counted(unknown, "recording")} of unknown length ${unknown === 1 ? "is" : "are"} not counted in.`,
				]),
	];
}

const PRICE = new Intl.NumberFormat("en", {
	minimumFractionDigits: 2,
	maximumFractionDigits: 4,
});

const COST = new Intl.NumberFormat("en", {
	minimumFractionDigits: 2,
	maximumFractionDigits: 2,
});

/** An estimated cost in words. */
export function costInUsd(cost: number): string {
	return cost < 0.01 ? "less than 0.01 USD" : `about ${COST.format(cost)} USD`;
}
