import * as path from "node:path";
import * as vscode from "vscode";
import { InvalidBaseUrlError } from "../assemblyai/limits.ts";
import type { Engine, KeptTranscript, NewJob } from "../engine/engine.ts";
import type { Outcome } from "../engine/events.ts";
import type { History } from "../engine/history/history.ts";
import type { JobSpec, PlannedOutput } from "../engine/job.ts";
import { filesOf, targetsOf } from "../engine/outputPlan.ts";
import type { MediaFacts } from "../media/inspection.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import type { MediaChoices } from "../media/uploadPlan.ts";
import { listed } from "../support/wording.ts";
import type { Format } from "../transcript/formats.ts";
import type { ApiKey } from "./apiKey.ts";
import { chooseTracks } from "./audioTracks.ts";
import { askAboutDoubts } from "./doubts.ts";
import { examineFiles } from "./examineFiles.ts";
import { planOutputs } from "./existingTranscripts.ts";
import { offerKept } from "./history/offerKept.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Output } from "./output.ts";
import { followJobs, runningJobs } from "./progress.ts";
import {
	baseUrl,
	extractAudio,
	outputFormats,
	transcriptParams,
} from "./settings.ts";
import { tellInStatusBar } from "./statusBar.ts";

/** What `sidescribe.transcribe` resolves to, one a file, in order. */
export interface TranscribeResult {
	readonly source: vscode.Uri;
	/** The files that were written. */
	readonly outputs: vscode.Uri[];
	readonly transcriptId?: string;
	readonly error?: { readonly message: string; readonly requestId?: string };
}

/** What the command needs. */
export interface TranscribeParts {
	readonly engine: Engine;
	readonly media: MediaReader;
	readonly apiKey: ApiKey;
	readonly output: Output;
	readonly outcomes: Outcomes;
	readonly history: History;
}

/** A file of the command: to be transcribed, or why it is not. */
type Plan =
	| {
			readonly uri: vscode.Uri;
			readonly output: PlannedOutput;
			readonly media: MediaChoices;
	  }
	| { readonly uri: vscode.Uri; readonly reason: string };

/** What is asked for, of each file. */
export interface Wishes {
	readonly paramsOf: (file: vscode.Uri) => JobSpec["params"];
	readonly formatsOf: (file: vscode.Uri) => readonly Format[];
}

/** What the settings ask for. */
export const AS_SET: Wishes = {
	paramsOf: transcriptParams,
	formatsOf: outputFormats,
};

/**
 * Transcribes files. All that needs a person is asked before anything is
 * sent.
 *
 * @returns a result a file, in order.
 */
export async function transcribe(
	uris: readonly vscode.Uri[],
	wishes: Wishes,
	parts: TranscribeParts,
): Promise<TranscribeResult[]> {
	const service = uris.length === 0 ? undefined : await serviceOrComplain();
	if (service === undefined) {
		return uris.map((uri) => withoutOutput(uri, "No address of the service"));
	}
	const plans = await plan(uris, wishes, parts);
	tellSkipped(plans, parts.output);
	const jobs = plans.flatMap((each) =>
		"output" in each ? [jobOf(each, wishes, service)] : [],
	);
	const outcomes = await run(jobs, parts);
	const ended = outcomes.values();
	return plans.map((each) => {
		const outcome = "output" in each ? ended.next().value : undefined;
		return outcome === undefined
			? withoutOutput(each.uri, "reason" in each ? each.reason : CANCELLED)
			: resultOf(each.uri, outcome);
	});
}

const CANCELLED = "The transcription was cancelled.";

/**
 * Checks the files, and asks what a person has to decide. A file that cannot
 * be sent is a job as well: it fails at its first step, with all that a
 * failure comes with, but nobody is asked anything for it.
 */
async function plan(
	uris: readonly vscode.Uri[],
	{ formatsOf }: Wishes,
	{ engine, media, apiKey }: TranscribeParts,
): Promise<Plan[]> {
	const local = uris.filter(({ scheme }) => scheme === "file");
	const good = await examineFiles(local, media);
	if (good === undefined) {
		return uris.map((uri) => ({ uri, reason: CANCELLED }));
	}
	const targets = await targetsOf(
		local.map((uri) => ({ source: uri.fsPath, formats: formatsOf(uri) })),
		claimedBy(engine, new Set(local.map(({ fsPath }) => fsPath))),
	);
	const asked = targets.filter((_, index) => good.has(at(local, index)));
	const planned = await planOutputs(asked);
	const wanted = new Map(
		[...good].filter((_, index) => isOutput(planned?.[index])),
	);
	const choices = planned && (await chooseMedia(wanted));
	const mayGoOn =
		choices !== undefined && (choices.size === 0 || (await hasKey(apiKey)));
	const outputs = planned?.values();
	return uris.map((uri) => {
		const target = targets[local.indexOf(uri)];
		if (target === undefined) {
			return {
				uri,
				reason: `${uri.toString(true)} is not a file on this machine. Save it to disk first.`,
			};
		}
		if (!good.has(uri)) {
			return {
				uri,
				output: {
					stem: target.stem,
					formats: target.formats,
					ifExists: "keepBoth",
				},
				media: { extractAudio: extractAudio(uri) },
			};
		}
		const output = outputs?.next().value;
		if (output === "skip") {
			const names = target.existing.map((file) => path.basename(file));
			return {
				uri,
				reason: `Skipped: ${listed(names)} already ${names.length === 1 ? "exists" : "exist"}.`,
			};
		}
		if (output === undefined || !mayGoOn) {
			return { uri, reason: CANCELLED };
		}
		const chosen = choices.get(uri);
		return chosen === undefined
			? { uri, reason: "Skipped: it is not to be transcribed as it is." }
			: { uri, output, media: chosen };
	});
}

/**
 * Asks about files that are doubtful, and about tracks.
 *
 * @returns choices for those that go on; absent where the command is given up.
 */
async function chooseMedia(
	files: ReadonlyMap<vscode.Uri, MediaFacts>,
): Promise<ReadonlyMap<vscode.Uri, MediaChoices> | undefined> {
	const kept = await askAboutDoubts(files);
	return kept && chooseTracks(kept);
}

function isOutput(output: PlannedOutput | "skip" | undefined): boolean {
	return output !== undefined && output !== "skip";
}

async function run(
	jobs: readonly NewJob[],
	{ engine, outcomes, history }: TranscribeParts,
): Promise<Outcome[]> {
	const kept = jobs.length === 0 ? undefined : await offerKept(jobs, history);
	if (kept === undefined) {
		return [];
	}
	const underWay = new Set(runningJobs(engine).map(({ job }) => job.spec.id));
	const ids = await start(jobs, kept, engine);
	const joined = ids.filter((id) => underWay.has(id)).length;
	if (joined > 0) {
		tellInStatusBar(
			joined === 1
				? "That recording is under way already"
				: `${joined} of the recordings are under way already`,
		);
	}
	const ended = await followJobs(engine, ids);
	outcomes.tell(ended);
	return ended;
}

/** Starts jobs, those for which there is a transcript already with that; resolves to their IDs, in order. */
async function start(
	jobs: readonly NewJob[],
	kept: ReadonlyMap<NewJob, KeptTranscript>,
	engine: Engine,
): Promise<string[]> {
	const started = await engine.start(jobs.filter((job) => !kept.has(job)));
	const ids = started.values();
	return Promise.all(
		jobs.map((job) => {
			const transcript = kept.get(job);
			return transcript === undefined
				? (ids.next().value ?? "")
				: engine.startKept(job, transcript);
		}),
	);
}

function jobOf(
	{ uri, output, media }: Extract<Plan, { output: PlannedOutput }>,
	{ paramsOf }: Wishes,
	service: string,
): NewJob {
	return {
		source: uri.fsPath,
		output,
		params: paramsOf(uri),
		media,
		baseUrl: service,
	};
}

/** What running jobs of other files are going to write. */
function claimedBy(engine: Engine, except: ReadonlySet<string>): string[] {
	return runningJobs(engine)
		.filter(({ job }) => !except.has(job.spec.source))
		.flatMap(({ job }) => filesOf(job.spec.output));
}

async function hasKey(apiKey: ApiKey): Promise<boolean> {
	return (
		(await apiKey.isSet()) ||
		(await apiKey.prompt("AssemblyAI needs an API key of yours to transcribe."))
	);
}

/** The service's address; absent, after a word about it, where the setting is wrong. */
async function serviceOrComplain(): Promise<string | undefined> {
	try {
		return baseUrl();
	} catch (error) {
		if (!(error instanceof InvalidBaseUrlError)) {
			throw error;
		}
		const choice = await vscode.window.showErrorMessage(
			`Nothing was sent. ${error.message}`,
			"Open Settings",
		);
		if (choice !== undefined) {
			await vscode.commands.executeCommand(
				"workbench.action.openSettings",
				"sidescribe.api.baseUrl",
			);
		}
		return undefined;
	}
}

/** What was asked for and is not done is said, but interrupts nobody. */
function tellSkipped(plans: readonly Plan[], output: Output): void {
	const skipped = plans.flatMap((each) =>
		"reason" in each && each.reason !== CANCELLED ? [each] : [],
	);
	for (const { uri, reason } of skipped) {
		output.write({
			level: "info",
			sentence: `${path.basename(uri.path)}: ${reason}`,
			fields: { event: "skipped", file: uri.fsPath, message: reason },
		});
	}
	const [first] = skipped;
	if (first !== undefined) {
		tellInStatusBar(
			skipped.length === 1
				? `${path.basename(first.uri.path)}: ${first.reason}`
				: `${skipped.length} files were skipped; the output says why`,
		);
	}
}

function withoutOutput(source: vscode.Uri, message: string): TranscribeResult {
	return { source, outputs: [], error: { message } };
}

function resultOf(source: vscode.Uri, outcome: Outcome): TranscribeResult {
	const { state } = outcome;
	switch (state.step) {
		case "done":
			return {
				source,
				outputs: state.outputs.map((output) => vscode.Uri.file(output)),
				transcriptId: state.transcriptId,
			};
		case "failed": {
			const { message, requestId, transcriptId } = state.failure;
			return {
				source,
				outputs: [],
				...(transcriptId !== undefined && { transcriptId }),
				error: { message, ...(requestId !== undefined && { requestId }) },
			};
		}
		case "cancelled":
			return withoutOutput(source, CANCELLED);
		default:
			return state satisfies never;
	}
}

function at<T>(items: readonly T[], index: number): T {
	return items[index] as T;
}
