import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine, KeptTranscript, NewJob } from "../engine/engine.ts";
import type { History } from "../engine/history/history.ts";
import { grouped, listed } from "../language/numbers.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import { endingOf } from "../transcript/formats.ts";
import type { TranscribeResult } from "./api/sidescribe.d.ts";
import type { ApiKey } from "./apiKey.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Output } from "./output.ts";
import { plain } from "./plain.ts";
import { tellInStatusBar } from "./statusBar.ts";
import { confirm } from "./transcribe/confirm.ts";
import { decide, type Plan } from "./transcribe/decide.ts";
import { askAboutKept, keptTranscripts } from "./transcribe/keptTranscripts.ts";
import { prepare, type Thrift } from "./transcribe/prepare.ts";
import { type Recordings, recordingsOf } from "./transcribe/recordings.ts";
import {
	CANCELLED,
	givenUp,
	resultOf,
	withoutOutput,
} from "./transcribe/results.ts";
import { run } from "./transcribe/run.ts";
import { serviceOrComplain } from "./transcribe/service.ts";
import { tellSettingProblems } from "./transcribe/settingProblems.ts";
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
	tellSettingProblems(recordings.files, wishes, parts.output);
	const isSearched = recordings.searched !== undefined;
	const areMany = recordings.files.length > 1 || isSearched;
	const thrift = { leavesOut: areMany, usesKept: true };
	const command = { recordings, wishes, service, parts };
	const planned = await planAll(command, thrift);
	tellSkipped(planned.plans, command);
	return runAll(planned, command);
}

/** What is asked for, and what it takes. */
interface Command {
	readonly recordings: Recordings;
	readonly wishes: Wishes;
	/** The service's address. */
	readonly service: string;
	readonly parts: TranscribeParts;
}

/** Everything anew, whatever is there. */
const ANEW: Thrift = { leavesOut: false, usesKept: false };

/** What is to be done with each recording of a command. */
interface Planned {
	readonly plans: readonly Plan[];
	/** Whether a transcript that is kept may be used. */
	readonly usesKept: boolean;
}

/** Looks at the recordings of a command, and asks what a person has to decide. */
async function planAll(
	{ recordings, wishes, service, parts }: Command,
	atFirst: Thrift,
): Promise<Planned> {
	const { files } = recordings;
	const { redact } = parts.output;
	for (let thrift = atFirst; ; thrift = ANEW) {
		const prepared = await prepare(files, thrift, wishes, service, parts);
		const answer =
			prepared && (await confirm(prepared, recordings, wishes, redact));
		if (prepared === undefined || answer === "giveUp") {
			return {
				plans: files.map((uri) => ({ uri, is: "cancelled" })),
				usesKept: false,
			};
		}
		if (answer === "go") {
			const plans = await decide(prepared, wishes, parts.apiKey, redact);
			return { plans, usesKept: thrift.usesKept };
		}
	}
}

async function runAll(
	{ plans, usesKept }: Planned,
	{ wishes, service, parts }: Command,
): Promise<TranscribeResult[]> {
	const jobs = new Map(
		plans.flatMap((plan): [Plan, NewJob][] =>
			plan.is === "job" ? [[plan, jobOf(plan, wishes, service)]] : [],
		),
	);
	const kept = await keptFor(jobs, plans.length === 1, usesKept, parts);
	const leftOut = plans.filter(isLeftOut).length;
	const outcomes = kept
		? await run([...jobs.values()], parts, kept, leftOut)
		: [];
	const ended = outcomes.values();
	return plans.map((plan) => {
		switch (plan.is) {
			case "job": {
				const outcome = ended.next().value;
				return outcome === undefined
					? withoutOutput(plan.uri, CANCELLED)
					: withFiles(resultOf(plan.uri, outcome), plan, wishes);
			}
			case "upToDate": {
				const outputs = plan.files.map((file) => vscode.Uri.file(file));
				return { source: plan.uri, outputs };
			}
			case "skipped":
				return withoutOutput(plan.uri, plan.reason);
			case "cancelled":
				return withoutOutput(plan.uri, CANCELLED);
			default:
				return plan satisfies never;
		}
	});
}

/**
 * The transcripts that there are already for some jobs. One of several audio
 * tracks can only be looked for once it is chosen.
 *
 * @returns absent where the command is given up.
 */
async function keptFor(
	jobs: ReadonlyMap<Plan, NewJob>,
	isOne: boolean,
	usesKept: boolean,
	{ history, output }: TranscribeParts,
): Promise<ReadonlyMap<NewJob, KeptTranscript> | undefined> {
	const kept = new Map<NewJob, KeptTranscript>();
	for (const [plan, job] of jobs) {
		if (plan.is === "job" && plan.kept) {
			kept.set(job, plan.kept);
		}
	}
	const ofTracks = [...jobs.values()].filter(
		({ media }) => usesKept && media.track !== undefined,
	);
	const found = await keptTranscripts(ofTracks, history);
	for (const [job, { record, kept: transcript }] of found ?? []) {
		const answer = isOne
			? await askAboutKept(job.source, record, output.redact)
			: "use";
		if (answer === "giveUp") {
			return undefined;
		}
		if (answer === "use") {
			kept.set(job, transcript);
		}
	}
	return found && kept;
}

/** A result with the files that were there before, in the order of the formats. */
function withFiles(
	result: TranscribeResult,
	{ uri, files = [] }: Extract<Plan, { is: "job" }>,
	{ formatsOf }: Wishes,
): TranscribeResult {
	const all = [
		...files.map((file) => vscode.Uri.file(file)),
		...result.outputs,
	];
	const endings = formatsOf(uri).map(endingOf);
	const place = ({ path: at }: vscode.Uri) =>
		endings.findIndex((ending) => at.endsWith(ending));
	return result.error === undefined
		? { ...result, outputs: all.sort((a, b) => place(a) - place(b)) }
		: result;
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

function tellNoneFound({ searched = "" }: Recordings, output: Output): void {
	vscode.window.showInformationMessage(
		output.redact(
			plain(
				l10n.t(
					"No recordings were found in {0}. What the setting files.exclude hides was not searched.",
					searched,
				),
			),
		),
	);
}

/** What was asked for and is not done is said; it interrupts only where nothing else is left. */
function tellSkipped(plans: readonly Plan[], command: Command): void {
	const { output } = command.parts;
	const skipped = plans.filter(isLeftOut);
	for (const plan of skipped) {
		const { uri } = plan;
		const reason = reasonOf(plan);
		output.write({
			level: "info",
			sentence: `${path.basename(uri.path)}: ${reason}`,
			fields: { event: "skipped", file: uri.fsPath, message: reason },
		});
	}
	const [first] = skipped;
	// The summary at the end counts them with the others.
	if (first === undefined || plans.some(({ is }) => is === "job")) {
		return;
	}
	const { searched } = command.recordings;
	if (searched !== undefined && plans.every(({ is }) => is === "upToDate")) {
		inBackground(offerAnew(plans.length, searched, command), output);
		return;
	}
	tellInStatusBar(
		skipped.length === 1
			? leftOutText(first)
			: l10n.t(
					"{0} files were left out; the output says why",
					grouped(skipped.length),
				),
		output.redact,
	);
}

/** Says that nothing is left to do, and does it all again where a person wants that. */
async function offerAnew(
	count: number,
	searched: string,
	command: Command,
): Promise<void> {
	const anew = l10n.t("Transcribe Again");
	const choice = await vscode.window.showInformationMessage(
		command.parts.output.redact(plain(allDoneText(count, searched))),
		anew,
	);
	if (choice === anew) {
		await runAll(await planAll(command, ANEW), command);
	}
}

function allDoneText(count: number, searched: string): string {
	return count === 1
		? l10n.t("The recording in {0} is transcribed already.", searched)
		: l10n.t(
				"All {0} recordings in {1} are transcribed already.",
				grouped(count),
				searched,
			);
}

function inBackground(work: Promise<void>, output: Output): void {
	work.catch((error: unknown) => {
		output.write({
			level: "error",
			sentence: `Sidescribe could not transcribe that again: ${error instanceof Error ? error.message : error}`,
			fields: { event: "internal" },
		});
	});
}

type LeftOut = Extract<Plan, { is: "upToDate" | "skipped" }>;

function isLeftOut(plan: Plan): plan is LeftOut {
	return plan.is === "upToDate" || plan.is === "skipped";
}

function leftOutText(plan: LeftOut): string {
	const name = path.basename(plan.uri.path);
	return plan.is === "upToDate"
		? l10n.t("{0} is transcribed already: {1}", name, namesOf(plan.files))
		: l10n.t("{0} was left out; the output says why", name);
}

/** For the output and for other programs. */
function reasonOf(plan: LeftOut): string {
	return plan.is === "upToDate"
		? `Left out, as it is transcribed already: ${namesOf(plan.files, "en")}.`
		: plan.reason;
}

function namesOf(files: readonly string[], locale?: string): string {
	return listed(
		files.map((file) => path.basename(file)),
		locale,
	);
}
