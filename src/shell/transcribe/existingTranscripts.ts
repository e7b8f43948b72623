import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import {
	type FileOrigin,
	type FileOrigins,
	likenessOf,
} from "../../engine/fileOrigin.ts";
import type { JobSpec, PlannedOutput } from "../../engine/job.ts";
import {
	type IfExists,
	type OutputTarget,
	planOutput,
} from "../../engine/outputPlan.ts";
import { grouped } from "../../language/numbers.ts";
import { isWhole, withPart } from "../../support/partText.ts";
import type { Redact } from "../../support/redact.ts";
import { endingOf } from "../../transcript/formats.ts";
import { ifExists } from "../settings.ts";
import { namedInDialog } from "./namedInDialog.ts";

/** A target, and what is known of the files that stand there. */
export type Place = OutputTarget & {
	/** What is asked for now, and where the files come from. */
	readonly about?: {
		readonly params: JobSpec["params"];
		readonly origins: FileOrigins;
	};
	/** Whether a transcript is there that costs nothing: then what is not in the way is written in any case. */
	readonly isFree?: boolean;
};

/**
 * Where to write each transcript, after a person was asked about those that
 * exist: once for all.
 *
 * @returns for each target its place, or "skip"; absent where the whole
 * command is given up.
 */
export async function planOutputs(
	places: readonly Place[],
	redact: Redact,
): Promise<(PlannedOutput | "skip")[] | undefined> {
	const choices = places.map(({ source }) => ifExists(vscode.Uri.file(source)));
	const asked = places.filter(
		({ existing }, index) => existing.length > 0 && choices[index] === "ask",
	);
	const answer = asked.length === 0 ? "keepBoth" : await ask(asked, redact);
	if (answer === undefined) {
		return undefined;
	}
	return places.map((place, index) => {
		const choice = choices[index] ?? "ask";
		return planned(place, choice === "ask" ? answer : choice) ?? "skip";
	});
}

function planned(place: Place, choice: IfExists): PlannedOutput | undefined {
	const plan = planOutput(place, choice);
	if (plan !== undefined || !place.isFree) {
		return plan;
	}
	const formats = place.formats.filter(
		(format) => !place.existing.includes(place.stem + endingOf(format)),
	);
	return formats.length === 0
		? undefined
		: { stem: place.stem, formats, ifExists: "expectNone" };
}

async function ask(
	places: readonly Place[],
	redact: Redact,
): Promise<IfExists | undefined> {
	const lines = (await Promise.all(places.map(linesOf))).flat();
	const [first] = lines;
	const isOne = lines.length === 1 && first !== undefined;
	const overwrite = {
		title: isOne ? l10n.t("Overwrite") : l10n.t("Overwrite All"),
	};
	const keepBoth = { title: l10n.t("Keep Both") };
	const skip = { title: isOne ? l10n.t("Skip") : l10n.t("Skip These") };
	const about = isOne
		? (first.remark ?? "")
		: namedInDialog(
				lines.map(({ name, remark }) =>
					remark === undefined ? name : `${name}: ${remark}`,
				),
			);
	const choice = await vscode.window.showWarningMessage(
		redact(
			isOne
				? l10n.t("{0} already exists.", first.name)
				: l10n.t(
						"{0} files of transcripts already exist.",
						grouped(lines.length),
					),
		),
		{
			modal: true,
			detail: redact(
				[
					...(about === "" ? [] : [about, ""]),
					l10n.t(
						"Nothing has been uploaded yet. “Keep Both” gives the new files a number. The setting sidescribe.output.ifExists answers this for good.",
					),
				].join("\n"),
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

interface Line {
	readonly name: string;
	/** What is other about it than what is asked for; absent where nothing is known. */
	readonly remark?: string;
}

function linesOf({ source, existing, about }: Place): Promise<Line[]> {
	return Promise.all(
		existing.map(async (file) => {
			const name = path.basename(file);
			if (about === undefined) {
				return { name };
			}
			const { params, origins } = about;
			const origin = await origins.originOf(file, source);
			const remark = origin && remarkOn(origin, params, path.basename(source));
			return { name, ...(remark !== undefined && { remark }) };
		}),
	);
}

function remarkOn(
	origin: FileOrigin,
	wanted: JobSpec["params"],
	recording: string,
): string | undefined {
	switch (likenessOf(origin, wanted)) {
		case "same":
			return undefined;
		case "otherPart":
			return isWhole(origin)
				? l10n.t("It is of the whole recording.")
				: l10n.t("It is of {0} only.", withPart(recording, origin));
		case "otherOptions":
			return l10n.t("It was made with other options.");
		default:
			return undefined;
	}
}
