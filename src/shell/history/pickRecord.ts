import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress } from "../../address/address.ts";
import { localDay } from "../../engine/history/fileNames.ts";
import type { History } from "../../engine/history/history.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { sourceName } from "../../engine/source.ts";
import { dayLabel, timeOfDay } from "../../support/historyText.ts";
import { clock } from "../../support/mediaText.ts";

/** So many are offered, the latest: what is typed finds one among them. */
const MAX_OFFERED = 500;

/**
 * Has a person choose among the latest transcripts.
 * @returns absent where none is chosen, or there is none.
 */
export async function pickRecord(
	title: string,
	history: History,
): Promise<HistoryRecord | undefined> {
	if ((await history.days()).length === 0) {
		vscode.window.showInformationMessage(
			l10n.t(
				"There is no transcript yet. Right-click a recording and choose Transcribe.",
			),
		);
		return undefined;
	}
	const chosen = await vscode.window.showQuickPick(latest(history), {
		title,
		placeHolder: l10n.t("The latest transcripts; type a name or a folder"),
		matchOnDescription: true,
		matchOnDetail: true,
	});
	return chosen?.record;
}

async function latest(history: History) {
	const items: (vscode.QuickPickItem & { record: HistoryRecord })[] = [];
	const today = localDay(new Date());
	for await (const record of history.all()) {
		if (items.length === MAX_OFFERED) {
			break;
		}
		items.push(itemOf(record, today));
	}
	return items;
}

function itemOf(record: HistoryRecord, today: string) {
	const { source, durationS, day, outputs } = record;
	const [output] = outputs;
	const length = durationS === undefined ? [] : [clock(durationS)];
	const folder = isAddress(source)
		? source
		: vscode.workspace.asRelativePath(path.dirname(source));
	return {
		record,
		label: sourceName(source),
		description: [
			dayLabel(day, today),
			timeOfDay(record.doneAt),
			...length,
		].join(" · "),
		detail: [folder, ...(output ? [path.basename(output.path)] : [])].join(
			" · ",
		),
	};
}
