import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { publishedPrice } from "../../assemblyai/prices.ts";
import { grouped } from "../../language/numbers.ts";
import { lengthOf, type MediaLength } from "../../media/length.ts";
import { type CommandFacts, confirmText } from "../../support/confirmText.ts";
import { type Estimate, estimateOf } from "../../support/estimate.ts";
import type { Redact } from "../../support/redact.ts";
import { confirmAboveHours, pricePerHour } from "../settings.ts";
import { namedInDialog } from "./namedInDialog.ts";
import { isPrepared, type Prepared, type PreparedAs } from "./prepare.ts";
import type { Recordings } from "./recordings.ts";
import type { Wishes } from "./wishes.ts";

/** What a person says to a command: `again` is for those that have a newer transcript as well. */
export type Answer = "go" | "again" | "giveUp";

/**
 * Tells what a command is going to do and to cost, and asks whether it may:
 * where it is long, where its files were searched for and not named, and where
 * nothing is left of it.
 */
export async function confirm(
	prepared: readonly Prepared[],
	{ searched }: Recordings,
	wishes: Wishes,
	redact: Redact,
): Promise<Answer> {
	const ready = prepared.filter(isPrepared("ready"));
	const upToDate = prepared.filter(isPrepared("upToDate"));
	if (ready.length === 0) {
		return searched === undefined && upToDate.length === prepared.length
			? askAgain(upToDate, redact)
			: "go";
	}
	const estimate = estimateOfAll(ready, wishes);
	const hours = confirmAboveHours();
	const isLong = estimate.seconds > 3600 * hours;
	const wasSearched = searched !== undefined && prepared.length > 1;
	if (hours === 0 || !(isLong || wasSearched)) {
		return "go";
	}
	const [first] = ready;
	return ask(
		{
			...(searched !== undefined && { searched }),
			recordings: prepared.length,
			upToDate: upToDate.length,
			skipped: prepared.filter(isPrepared("leftAsSet")).length,
			refused: prepared.filter(isPrepared("refused")).map(nameOf),
			estimate,
			...(ready.length === 1 && first && { only: nameOf(first) }),
			isOwnPrice: pricePerHour() !== undefined,
		},
		redact,
	);
}

async function ask(facts: CommandFacts, redact: Redact): Promise<Answer> {
	const { question, detail } = confirmText(facts);
	const go = { title: l10n.t("Transcribe") };
	const again = { title: l10n.t("Transcribe All Again") };
	const choice = await vscode.window.showInformationMessage(
		redact(question),
		{ modal: true, detail: redact(detail) },
		...(facts.upToDate > 0 ? [go, again] : [go]),
	);
	return choice === undefined ? "giveUp" : choice === go ? "go" : "again";
}

/** All that were named are transcribed: only a person can know what that is to mean. */
async function askAgain(
	upToDate: readonly PreparedAs<"upToDate">[],
	redact: Redact,
): Promise<Answer> {
	const again = { title: l10n.t("Transcribe Again") };
	const choice = await vscode.window.showInformationMessage(
		upToDate.length === 1
			? l10n.t("This recording is transcribed already.")
			: l10n.t(
					"These {0} recordings are transcribed already.",
					grouped(upToDate.length),
				),
		{
			modal: true,
			detail: redact(
				`${namedInDialog(upToDate.map(nameOf))}\n\n${upToDate.length === 1 ? l10n.t("It has a transcript that is newer than itself.") : l10n.t("Each has a transcript that is newer than itself.")}`,
			),
		},
		again,
	);
	return choice === again ? "again" : "giveUp";
}

function estimateOfAll(
	ready: readonly PreparedAs<"ready">[],
	{ paramsOf }: Wishes,
): Estimate {
	return estimateOf(
		ready.map(({ uri, facts }) => {
			const params = paramsOf(uri);
			return {
				length: partOf(lengthOf(facts), params),
				pricePerHour:
					pricePerHour() ?? publishedPrice(params.speech_models ?? []),
			};
		}),
	);
}

/** The part of a recording that is asked for; the service takes its limits in milliseconds. */
function partOf(
	length: MediaLength | undefined,
	{ audio_start_from, audio_end_at }: ReturnType<Wishes["paramsOf"]>,
): MediaLength | undefined {
	if (length === undefined) {
		return undefined;
	}
	const end = Math.min(length.seconds, (audio_end_at ?? Infinity) / 1000);
	const seconds = Math.max(0, end - (audio_start_from ?? 0) / 1000);
	return { ...length, seconds };
}

function nameOf({ uri }: Pick<Prepared, "uri">): string {
	return path.basename(uri.path);
}
