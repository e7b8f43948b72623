import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { publishedPrice } from "../../assemblyai/prices.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sourceName } from "../../engine/source.ts";
import { againText } from "../../support/againText.ts";
import { estimateOf } from "../../support/estimate.ts";
import type { Output } from "../output.ts";
import { pricePerHour } from "../settings.ts";
import { detailWith } from "../transcribe/namedInDialog.ts";

/** Asks whether recordings that were paid for are to be paid for once more. */
export async function confirmAgain(
	records: readonly HistoryRecord[],
	{ redact }: Pick<Output, "redact">,
): Promise<boolean> {
	const names = records.map(({ source }) => sourceName(source));
	const { question, detail } = againText(
		names,
		estimateOf(records.map(pricedOf)),
	);
	const again = { title: l10n.t("Transcribe Again") };
	const choice = await vscode.window.showInformationMessage(
		redact(question),
		{
			modal: true,
			detail: redact(detailWith(names, detail)),
		},
		again,
	);
	return choice === again;
}

function pricedOf({ durationS, spec }: HistoryRecord) {
	return {
		length:
			durationS === undefined
				? undefined
				: { seconds: durationS, isEstimate: false },
		pricePerHour:
			pricePerHour() ?? publishedPrice(spec.params.speech_models ?? []),
	};
}
