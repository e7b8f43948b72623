import * as l10n from "@vscode/l10n";
import { costInUsd } from "./confirmText.ts";
import type { Estimate } from "./estimate.ts";

/** The question whether recordings that have a transcript are to be transcribed once more, which is charged. */
export function againText(
	names: readonly string[],
	estimate: Estimate,
): { readonly question: string; readonly detail: string } {
	const [only = ""] = names;
	return {
		question:
			names.length === 1
				? l10n.t("Transcribe {0} again?", only)
				: l10n.t("Transcribe {0} recordings again?", names.length),
		detail: [
			chargeText(estimate),
			l10n.t(
				"Another format of a transcript that is there costs nothing: Export Transcript As… makes it.",
			),
		].join("\n\n"),
	};
}

function chargeText({ seconds, cost, unknown }: Estimate): string {
	if (seconds === 0) {
		return l10n.t("AssemblyAI charges for this.");
	}
	const price = costInUsd(cost);
	return unknown === 0
		? l10n.t("AssemblyAI charges for this: {0}, by an estimate.", price)
		: l10n.t(
				"AssemblyAI charges for this: {0}, by an estimate, and what the recordings of unknown length come to.",
				price,
			);
}
