import * as l10n from "@vscode/l10n";
import { languageTag } from "../language/language.ts";
import { either, firstOf, grouped } from "../language/numbers.ts";
import type { Estimate } from "./estimate.ts";
import { hoursText } from "./wording.ts";

/** What a command is going to do, to be told before anything is sent. */
export interface CommandFacts {
	/** The folder or pattern that was searched; absent where the files were named one by one. */
	readonly searched?: string;
	/** All recordings of the command. */
	readonly recordings: number;
	/** Those that have a transcript already, and are left out. */
	readonly upToDate: number;
	/** Those of them whose transcript was made with other options than the usual ones now. */
	readonly otherwise: number;
	/** Those whose transcript the history keeps: it is written without a charge. */
	readonly kept: number;
	/** Those to be sent that have a transcript of another part, or with other options. */
	readonly other: number;
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
	return {
		question: questionText(facts),
		detail: [
			...paragraph(whichText(facts)),
			...paragraph(costText(facts)),
			l10n.t(
				"Nothing has been uploaded yet. The setting sidescribe.confirmAboveHours says when this is asked, sidescribe.pricePerHour what an hour costs you.",
			),
		].join("\n"),
	};
}

function questionText({ estimate, only }: CommandFacts): string {
	const { recordings, seconds, unknown, estimated } = estimate;
	const what =
		only ??
		(recordings === 1
			? l10n.t("1 recording")
			: l10n.t("{0} recordings", grouped(recordings)));
	if (seconds === 0) {
		return l10n.t("Transcribe {0}?", what);
	}
	const length = hoursText(seconds);
	if (unknown > 0) {
		return l10n.t("Transcribe {0} (at least {1})?", what, length);
	}
	return estimated > 0
		? l10n.t("Transcribe {0} (about {1})?", what, length)
		: l10n.t("Transcribe {0} ({1})?", what, length);
}

/** With an empty line after it, where it has any. */
function paragraph(lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : [...lines, ""];
}

function whichText({
	searched,
	recordings,
	upToDate,
	otherwise,
	kept,
	other,
	skipped,
	refused,
}: CommandFacts): string[] {
	return [
		...(searched === undefined
			? []
			: [
					recordings === 1
						? l10n.t("1 recording was found in {0}.", searched)
						: l10n.t(
								"{0} recordings were found in {1}.",
								grouped(recordings),
								searched,
							),
				]),
		...sentence(
			upToDate,
			() => l10n.t("1 recording has its transcript already, and is left out."),
			(count) =>
				l10n.t(
					"{0} recordings have their transcripts already, and are left out.",
					count,
				),
		),
		...sentence(
			otherwise,
			() => l10n.t("1 of them was made with other options."),
			(count) => l10n.t("{0} of them were made with other options.", count),
		),
		...sentence(
			kept,
			() =>
				l10n.t(
					"1 recording was transcribed before: what is missing is written from that, at no cost.",
				),
			(count) =>
				l10n.t(
					"{0} recordings were transcribed before: what is missing is written from that, at no cost.",
					count,
				),
		),
		...sentence(
			other,
			() =>
				l10n.t(
					"1 has a transcript of another part or with other options, and is transcribed again.",
				),
			(count) =>
				l10n.t(
					"{0} have a transcript of another part or with other options, and are transcribed again.",
					count,
				),
		),
		...sentence(
			skipped,
			() =>
				l10n.t(
					"1 recording has an older transcript, and is left out, as the setting sidescribe.output.ifExists says.",
				),
			(count) =>
				l10n.t(
					"{0} recordings have an older transcript, and are left out, as the setting sidescribe.output.ifExists says.",
					count,
				),
		),
		...sentence(
			refused.length,
			() => l10n.t("1 cannot be sent: {0}.", firstOf(refused, NAMES_SHOWN)),
			(count) =>
				l10n.t(
					"{0} cannot be sent: {1}.",
					count,
					firstOf(refused, NAMES_SHOWN),
				),
		),
	];
}

/** The sentence for one or for many; none for none. */
function sentence(
	count: number,
	one: () => string,
	many: (count: string) => string,
): string[] {
	return count === 0 ? [] : [count === 1 ? one() : many(grouped(count))];
}

function costText({ estimate, isOwnPrice }: CommandFacts): string[] {
	const { seconds, cost, prices, unknown } = estimate;
	const inUsd = either(prices.map((price) => money(price, 4)));
	return [
		...(seconds === 0
			? []
			: [
					isOwnPrice
						? l10n.t(
								"Likely to cost {0}: an estimate, at your {1} USD an hour.",
								costInUsd(cost),
								inUsd,
							)
						: l10n.t(
								"Likely to cost {0}: an estimate, at AssemblyAI's published {1} USD an hour; some options cost more.",
								costInUsd(cost),
								inUsd,
							),
				]),
		...estimatedText(estimate),
		...(unknown === 0
			? []
			: [
					unknown === 1
						? l10n.t("1 recording of unknown length is not counted in.")
						: l10n.t(
								"{0} recordings of unknown length are not counted in.",
								grouped(unknown),
							),
				]),
	];
}

function estimatedText({ estimated, recordings }: Estimate): string[] {
	if (estimated === 0) {
		return [];
	}
	if (estimated === recordings) {
		return [
			estimated === 1
				? l10n.t("The length of these is estimated by the size of the file.")
				: l10n.t("The length of these is estimated by the size of the files."),
		];
	}
	return [
		estimated === 1
			? l10n.t("The length of 1 is estimated by the size of the file.")
			: l10n.t(
					"The length of {0} is estimated by the size of the files.",
					grouped(estimated),
				),
	];
}

/** An estimated cost in words. */
export function costInUsd(cost: number): string {
	return cost < 0.01
		? l10n.t("less than {0} USD", money(0.01, 2))
		: l10n.t("about {0} USD", money(cost, 2));
}

function money(usd: number, digits: number): string {
	return new Intl.NumberFormat(languageTag(), {
		minimumFractionDigits: 2,
		maximumFractionDigits: digits,
	}).format(usd);
}
