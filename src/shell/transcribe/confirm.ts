import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { publishedPrice } from "../../assemblyai/prices.ts";
import { likenessOf, partOf } from "../../engine/fileOrigin.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { exists } from "../../files/exists.ts";
import { lengthOf, type MediaLength } from "../../media/length.ts";
import { type CommandFacts, confirmText } from "../../support/confirmText.ts";
import { type Estimate, estimateOf } from "../../support/estimate.ts";
import { withPart } from "../../support/partText.ts";
import type { Redact } from "../../support/redact.ts";
import { confirmAboveHours, pricePerHour } from "../settings.ts";
import { askAboutKept } from "./keptTranscripts.ts";
import { namedInDialog } from "./namedInDialog.ts";
import { isPrepared, type Prepared, type PreparedAs } from "./prepare.ts";
import type { Recordings } from "./recordings.ts";
import type { Wishes } from "./wishes.ts";

/**
 * What a person says to a command: `again` is for those that have a newer
 * transcript as well, and pays for all anew.
 */
export type Answer = "go" | "again" | "giveUp";

/**
 * Tells what a command is going to do and to cost, and asks whether it may:
 * where it is long, where its files were searched for and not named, and where
 * nothing is left of it. What costs nothing is not asked about, except for a
 * single recording that a person may want to hear anew.
 */
export async function confirm(
	prepared: readonly Prepared[],
	{ searched }: Recordings,
	wishes: Wishes,
	redact: Redact,
): Promise<Answer> {
	const ready = prepared.filter(isPrepared("ready"));
	const upToDate = prepared.filter(isPrepared("upToDate"));
	const [first] = prepared;
	if (searched === undefined && prepared.length === 1 && first?.is === "kept") {
		return confirmKept(first, redact);
	}
	if (ready.length === 0) {
		return searched === undefined && upToDate.length === prepared.length
			? askAgain(upToDate, redact)
			: "go";
	}
	const estimate = estimateOfAll(ready, wishes);
	const hours = confirmAboveHours();
	const isLong = estimate.seconds > 3600 * hours;
	if (hours === 0 || !(isLong || searched !== undefined)) {
		return "go";
	}
	const [only] = ready;
	return ask(
		{
			...(searched !== undefined && { searched }),
			recordings: prepared.length,
			upToDate: upToDate.length,
			otherwise: upToDate.filter(({ isOther }) => isOther).length,
			skipped: prepared.filter(isPrepared("leftAsSet")).length,
			kept: prepared.filter(isPrepared("kept")).length,
			other: await countOther(ready, wishes),
			refused: prepared.filter(isPrepared("refused")).map(nameOf),
			estimate,
			...(ready.length === 1 &&
				only && {
					only: withPart(nameOf(only), partOf(wishes.paramsOf(only.uri))),
				}),
			isOwnPrice: pricePerHour() !== undefined,
		},
		redact,
	);
}

/** Who has the transcript in another format wants this one, and nothing else. */
async function confirmKept(
	{ uri, files, target, record }: PreparedAs<"kept">,
	redact: Redact,
): Promise<Answer> {
	const isMore =
		target !== undefined &&
		(files.length > 0 || (await isBeside(uri.fsPath, record)));
	if (isMore) {
		return "go";
	}
	const answer = await askAboutKept(uri.fsPath, record, redact);
	return answer === "use" ? "go" : answer;
}

/** Whether a transcript of this very recording is there in some format. */
async function isBeside(
	recording: string,
	{ source, outputs }: HistoryRecord,
): Promise<boolean> {
	if (source !== recording) {
		return false;
	}
	const areThere = await Promise.all(outputs.map(({ path: at }) => exists(at)));
	return areThere.includes(true);
}

/** How many have a transcript that is not the one that is asked for. */
async function countOther(
	ready: readonly PreparedAs<"ready">[],
	{ paramsOf }: Wishes,
): Promise<number> {
	const areOther = await Promise.all(
		ready.map(async ({ uri, target: { existing, source }, origins }) => {
			const found = await Promise.all(
				existing.map((file) => origins.originOf(file, source)),
			);
			return found.some(
				(origin) => origin && likenessOf(origin, paramsOf(uri)) !== "same",
			);
		}),
	);
	return areOther.filter((isOther) => isOther).length;
}

async function ask(facts: CommandFacts, redact: Redact): Promise<Answer> {
	const { question, detail } = confirmText(facts);
	const go = { title: l10n.t("Transcribe") };
	const again = { title: l10n.t("Transcribe All Again") };
	const choice = await vscode.window.showInformationMessage(
		redact(question),
		{ modal: true, detail: redact(detail) },
		...(facts.upToDate + facts.kept > 0 ? [go, again] : [go]),
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
		l10n.t("These {0} recordings are transcribed already.", upToDate.length),
		{
			modal: true,
			detail: redact(
				`${namedInDialog(upToDate.map(nameOf))}\n\n${l10n.t("The transcript of each is newer than the recording.")}`,
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
				length: lengthOfPart(lengthOf(facts), params),
				pricePerHour:
					pricePerHour() ?? publishedPrice(params.speech_models ?? []),
			};
		}),
	);
}

/** The part of a recording that is asked for; the service takes its limits in milliseconds. */
function lengthOfPart(
	length: MediaLength | undefined,
	params: ReturnType<Wishes["paramsOf"]>,
): MediaLength | undefined {
	if (length === undefined) {
		return undefined;
	}
	const { startMs, endMs = Infinity } = partOf(params);
	const end = Math.min(length.seconds, endMs / 1000);
	const seconds = Math.max(0, end - startMs / 1000);
	return { ...length, seconds };
}

function nameOf({ uri }: Pick<Prepared, "uri">): string {
	return path.basename(uri.path);
}
