import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine, NewJob } from "../engine/engine.ts";
import type { History } from "../engine/history/history.ts";
import { inBoth, type Told } from "../language/language.ts";
import { grouped } from "../language/numbers.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import type { TranscribeResult } from "./api/sidescribe.d.ts";
import type { ApiKey } from "./apiKey.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Output } from "./output.ts";
import { plain } from "./plain.ts";
import { tellInStatusBar } from "./statusBar.ts";
import { confirm } from "./transcribe/confirm.ts";
import { decide, type Plan } from "./transcribe/decide.ts";
import { prepare } from "./transcribe/prepare.ts";
import { type Recordings, recordingsOf } from "./transcribe/recordings.ts";
import {
	CANCELLED,
	givenUp,
	resultOf,
	withoutOutput,
} from "./transcribe/results.ts";
import { run } from "./transcribe/run.ts";
import { serviceOrComplain } from "./transcribe/service.ts";
import type { Wishes } from "./transcribe/wishes.ts";

/** What the command needs. */
export interface TranscribeParts {
	readonly engine: Engine;
	readonly media: MediaReader;
	readonly apiKey: ApiKey;
	readonly output: Output;
	readonly outcomes: Outcomes;
	readonly history: History;
	/** Told of the jobs that were started, without those that were under way already. */
	readonly onStarted?: (ids: readonly string[]) => void;
}

/**
 * Transcribes files. All that needs a person is asked before anything is
 * sent.
 *
 * @param wanted - files and folders, or recordings that were searched for already.
 * @returns a result a file, in order; those of a folder in its place.
 */
export async function transcribe(
	wanted: readonly vscode.Uri[] | Recordings,
	wishes: Wishes,
	parts: TranscribeParts,
): Promise<TranscribeResult[]> {
	const named = "files" in wanted ? wanted.files : wanted;
	if ("files" in wanted && wanted.files.length === 0) {
		tellNoneFound(wanted, parts.output);
		return [];
	}
	const service = named.length === 0 ? undefined : await serviceOrComplain();
	if (service === undefined) {
		return named.map((uri) => withoutOutput(uri, "No address of the service"));
	}
	const recordings = "files" in wanted ? wanted : await recordingsOf(wanted);
	if (recordings === undefined) {
		return givenUp(named);
	}
	if (recordings.files.length === 0) {
		tellNoneFound(recordings, parts.output);
		return [];
	}
	const plans = await planAll(recordings, wishes, parts);
	tellSkipped(plans, recordings, parts.output);
	return runAll(plans, wishes, service, parts);
}

/** Looks at the recordings of a command, and asks what a person has to decide. */
async function planAll(
	recordings: Recordings,
	wishes: Wishes,
	parts: TranscribeParts,
): Promise<Plan[]> {
	const { files, searched } = recordings;
	const { redact } = parts.output;
	const areMany = files.length > 1 || searched !== undefined;
	for (let leavesOut = areMany; ; leavesOut = false) {
		const prepared = await prepare(files, leavesOut, wishes, parts);
		const answer =
			prepared && (await confirm(prepared, recordings, wishes, redact));
		if (prepared === undefined || answer === "giveUp") {
			return files.map((uri) => ({ uri, is: "cancelled" }));
		}
		if (answer === "go") {
			return decide(prepared, parts.apiKey, redact);
		}
	}
}

async function runAll(
	plans: readonly Plan[],
	wishes: Wishes,
	service: string,
	parts: TranscribeParts,
): Promise<TranscribeResult[]> {
	const jobs = plans.flatMap((plan) =>
		plan.is === "job" ? [jobOf(plan, wishes, service)] : [],
	);
	const leftOut = plans.filter(
		({ is }) => is === "upToDate" || is === "skipped",
	);
	const outcomes = await run(jobs, parts, leftOut.length);
	const ended = outcomes.values();
	return plans.map((plan) => {
		switch (plan.is) {
			case "job": {
				const outcome = ended.next().value;
				return outcome === undefined
					? withoutOutput(plan.uri, CANCELLED)
					: resultOf(plan.uri, outcome);
			}
			case "upToDate": {
				const outputs = plan.files.map((file) => vscode.Uri.file(file));
				return { source: plan.uri, outputs };
			}
			case "skipped":
				return withoutOutput(plan.uri, plan.reason.sentence);
			case "cancelled":
				return withoutOutput(plan.uri, CANCELLED);
			default:
				return plan satisfies never;
		}
	});
}

function jobOf(
	{ uri, output, media }: Extract<Plan, { is: "job" }>,
	{ paramsOf, chosen }: Wishes,
	service: string,
): NewJob {
	return {
		source: uri.fsPath,
		output,
		params: paramsOf(uri),
		...(chosen !== undefined && { chosen }),
		media,
		baseUrl: service,
	};
}

function tellNoneFound({ searched }: Recordings, output: Output): void {
	vscode.window.showInformationMessage(
		output.redact(
			plain(
				l10n.t(
					"There are no recordings in {0}. What files.exclude hides was not searched.",
					searched ?? "",
				),
			),
		),
	);
}

/** What was asked for and is not done is said; it interrupts only where nothing else is left. */
function tellSkipped(
	plans: readonly Plan[],
	{ searched }: Recordings,
	output: Output,
): void {
	const skipped = plans.flatMap((plan) => {
		const reason = reasonOf(plan);
		return reason === undefined ? [] : [{ uri: plan.uri, reason }];
	});
	for (const { uri, reason } of skipped) {
		output.write({
			level: "info",
			sentence: `${path.basename(uri.path)}: ${reason.sentence}`,
			fields: { event: "skipped", file: uri.fsPath, message: reason.sentence },
		});
	}
	const [first] = skipped;
	// The summary at the end counts them with the others.
	if (first === undefined || plans.some(({ is }) => is === "job")) {
		return;
	}
	if (searched !== undefined && skipped.length === plans.length) {
		vscode.window.showInformationMessage(
			output.redact(
				plain(
					skipped.length === 1
						? l10n.t(
								"Nothing is left to do in {0}: 1 recording has a transcript already.",
								searched,
							)
						: l10n.t(
								"Nothing is left to do in {0}: {1} recordings have transcripts already.",
								searched,
								grouped(skipped.length),
							),
				),
			),
		);
	} else {
		tellInStatusBar(
			skipped.length === 1
				? `${path.basename(first.uri.path)}: ${first.reason.shown}`
				: l10n.t(
						"{0} files were skipped; the output says why",
						grouped(skipped.length),
					),
			output.redact,
		);
	}
}

function reasonOf(plan: Plan): Told | undefined {
	switch (plan.is) {
		case "upToDate":
			return newer(plan.files.map((file) => path.basename(file)));
		case "skipped":
			return plan.reason;
		default:
			return undefined;
	}
}

function newer(names: readonly string[]): Told {
	return inBoth((say) =>
		names.length === 1
			? say("Skipped: {0} is newer than it.", names.join(", "))
			: say("Skipped: {0} are newer than it.", names.join(", ")),
	);
}
