import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { PlannedOutput } from "../../engine/job.ts";
import {
	type IfExists,
	type OutputTarget,
	planOutput,
} from "../../engine/outputPlan.ts";
import { grouped } from "../../language/numbers.ts";
import type { Redact } from "../../support/redact.ts";
import { ifExists } from "../settings.ts";
import { detailWith } from "./namedInDialog.ts";

/**
 * Where to write each transcript, after a person was asked about those that
 * exist: once for all.
 *
 * @returns for each target its place, or "skip"; absent where the whole
 * command is given up.
 */
export async function planOutputs(
	targets: readonly OutputTarget[],
	redact: Redact,
): Promise<(PlannedOutput | "skip")[] | undefined> {
	const choices = targets.map(({ source }) =>
		ifExists(vscode.Uri.file(source)),
	);
	const asked = targets.filter(
		({ existing }, index) => existing.length > 0 && choices[index] === "ask",
	);
	const answer = asked.length === 0 ? "keepBoth" : await ask(asked, redact);
	if (answer === undefined) {
		return undefined;
	}
	return targets.map((target, index) => {
		const choice = choices[index] ?? "ask";
		return planOutput(target, choice === "ask" ? answer : choice) ?? "skip";
	});
}

async function ask(
	targets: readonly OutputTarget[],
	redact: Redact,
): Promise<IfExists | undefined> {
	const names = targets.flatMap(({ existing }) =>
		existing.map((file) => path.basename(file)),
	);
	const isOne = names.length === 1;
	const overwrite = {
		title: isOne ? l10n.t("Overwrite") : l10n.t("Overwrite All"),
	};
	const keepBoth = { title: l10n.t("Keep Both") };
	const skip = { title: isOne ? l10n.t("Skip") : l10n.t("Skip These") };
	const choice = await vscode.window.showWarningMessage(
		redact(
			isOne
				? l10n.t("{0} already exists.", names[0] ?? "")
				: l10n.t(
						"{0} files of transcripts already exist.",
						grouped(names.length),
					),
		),
		{
			modal: true,
			detail: redact(
				detailWith(
					names,
					l10n.t(
						"Nothing has been uploaded yet. “Keep Both” numbers the new one. The setting sidescribe.output.ifExists answers this for good.",
					),
				),
			),
		},
		// The first one is what Enter does: nothing is lost by it.
		keepBoth,
		overwrite,
		skip,
	);
	switch (choice) {
		case overwrite:
			return "overwrite";
		case keepBoth:
			return "keepBoth";
		case skip:
			return "skip";
		default:
			return undefined;
	}
}
