import * as path from "node:path";
import * as vscode from "vscode";
import type { Engine, RetryChanges } from "../engine/engine.ts";
import type { Outcome } from "../engine/events.ts";
import type { EndState, Job, JobSpec } from "../engine/job.ts";
import { explain, inOneLine } from "../support/explain.ts";
import { listed } from "../support/wording.ts";
import type { ApiKey } from "./apiKey.ts";
import type { OptionQuestions } from "./options/questions.ts";
import type { Output } from "./output.ts";
import { plain } from "./plain.ts";
import { followJobs } from "./progress.ts";
import { openWhenDone, transcriptParams } from "./settings.ts";
import { tellInStatusBar } from "./statusBar.ts";
import type { SupportReport } from "./supportReport.ts";

type Ended<S extends EndState["step"]> = Outcome & {
	readonly state: Extract<EndState, { step: S }>;
};

/** A notification names so many files. */
const NAMES_TOLD = 5;

/** What the notifications need to act on their buttons. */
export interface OutcomesParts {
	readonly apiKey: ApiKey;
	readonly output: Output;
	readonly engine: Engine;
	readonly report: SupportReport;
	readonly options: OptionQuestions;
}

/** Tells a person how jobs ended, one notification a command, and does what its buttons say. */
export class Outcomes {
	readonly #parts: OutcomesParts;

	constructor(parts: OutcomesParts) {
		this.#parts = parts;
	}

	/** Tells of a command that a person waits for. Does not wait for an answer. */
	tell(outcomes: readonly Outcome[]): void {
		const failed = outcomes.filter(isIn("failed"));
		const done = outcomes.filter(isIn("done"));
		if (failed.length > 0) {
			this.#inBackground(this.#tellFailed(failed, done.length));
		} else if (done.length > 0) {
			this.#inBackground(tellDone(done));
		}
	}

	/** Tells of jobs that nobody waits for: only failures interrupt. */
	tellQuietly(outcomes: readonly Outcome[]): void {
		const done = outcomes.filter(isIn("done"));
		if (done.length > 0) {
			tellInStatusBar(
				done.length === 1
					? `${outputsOf(done).map(baseName)} is ready`
					: `${done.length} transcripts are ready`,
			);
		}
		this.tell(outcomes.filter(isIn("failed")));
	}

	/**
	 * Goes on with failed jobs, each where it stopped, and tells how they end.
	 * Where the key was the reason, a person is asked for another one first;
	 * those jobs stay failed where none is given.
	 */
	async retry(failed: readonly Job[]): Promise<void> {
		const { apiKey } = this.#parts;
		const reason = failed.map(keyProblem).find((text) => text !== undefined);
		const hasKey =
			reason === undefined || !apiKey.canBeSet || (await apiKey.prompt(reason));
		const ready = failed.filter(
			(job) => hasKey || keyProblem(job) === undefined,
		);
		if (ready.length > 0) {
			await this.#again(ready);
		}
	}

	/** The same without waiting for it. */
	retryInBackground(failed: readonly Job[]): void {
		this.#inBackground(this.retry(failed));
	}

	/** Writes transcripts that could not be written into a folder that a person chooses. */
	async #saveElsewhere(failed: readonly Job[]): Promise<void> {
		const [folder] =
			(await vscode.window.showOpenDialog({
				title: "Choose a Folder for the Transcripts",
				openLabel: "Save Here",
				canSelectFiles: false,
				canSelectFolders: true,
			})) ?? [];
		if (folder !== undefined) {
			await this.#again(failed, { folder: folder.fsPath });
		}
	}

	/** Lets a person choose other options for what was refused, and asks for it with them. */
	async #changeOptions(failed: readonly Job[]): Promise<void> {
		const chosen = await this.#parts.options.change(failed);
		if (chosen !== undefined) {
			await this.#again(failed, { chosen });
		}
	}

	async #again(failed: readonly Job[], how?: RetryChanges): Promise<void> {
		const { engine } = this.#parts;
		// One that a later run has replaced is no more.
		const known = new Map(engine.jobs.map(({ job }) => [job.spec.id, job]));
		const jobs = failed.flatMap(({ spec }) => known.get(spec.id) ?? []);
		for (const job of jobs) {
			await engine.retry([job.spec.id], {
				...how,
				...asNowWanted(job, how?.chosen),
			});
		}
		const ids = jobs.map(({ spec }) => spec.id);
		if (ids.length > 0) {
			this.tell(await followJobs(engine, ids));
		}
	}

	async #tellFailed(
		failed: readonly Ended<"failed">[],
		done: number,
	): Promise<void> {
		const { output, report } = this.#parts;
		const choice = await vscode.window.showErrorMessage(
			output.redact(failureText(failed, done)),
			"Retry",
			...waysOut(failed),
			"Show Output",
			"Copy Report for Support",
		);
		switch (choice) {
			case "Retry":
				return this.retry(failed);
			case "Save in Another Folder…":
				return this.#saveElsewhere(failed);
			case "Options…":
				return this.#changeOptions(failed);
			case "Send As It Is":
				return this.#again(failed, { asItIs: true });
			case "Show Output":
				return output.show();
			case "Copy Report for Support":
				return report.copy(failed);
			default:
				return;
		}
	}

	#inBackground(work: Promise<void>): void {
		work.catch((error: unknown) => {
			this.#parts.output.write({
				level: "error",
				sentence: `Sidescribe could not do that: ${error instanceof Error ? error.message : error}`,
				fields: { event: "internal" },
			});
		});
	}
}

/**
 * What the service refused is asked for as the settings are now, and with what
 * was chosen for it: then, or since. All else stays as it was.
 */
function asNowWanted(
	{ spec, state }: Job,
	chosen: JobSpec["chosen"],
): RetryChanges {
	const wasRefused =
		state.step === "failed" && state.failure.type === "badRequest";
	return chosen !== undefined || wasRefused
		? {
				paramsOf: (source) =>
					transcriptParams(vscode.Uri.file(source), chosen ?? spec.chosen),
			}
		: {};
}

/** What else can be done, where all failed for the same reason. */
function waysOut(failed: readonly Ended<"failed">[]): string[] {
	const types = new Set(failed.map(({ state }) => state.failure.type));
	if (types.size > 1) {
		return [];
	}
	if (types.has("badRequest")) {
		return ["Options…"];
	}
	return types.has("write")
		? ["Save in Another Folder…"]
		: types.has("file.gaveUp") || types.has("file.audioGaveUp")
			? ["Send As It Is"]
			: [];
}

async function tellDone(done: readonly Ended<"done">[]): Promise<void> {
	const [first] = done;
	const outputs = outputsOf(done);
	if (first === undefined) {
		return;
	}
	if (done.length > 1) {
		const choice = await vscode.window.showInformationMessage(
			`${done.length} transcripts are ready, each beside its recording.${silentText(done)}`,
			"Open Transcript…",
		);
		return choice === undefined ? undefined : chooseAndOpen(outputs);
	}
	const { source } = first.spec;
	if (openWhenDone(vscode.Uri.file(source))) {
		return openFirst(first.state.outputs);
	}
	const show = first.state.hasSpeech
		? vscode.window.showInformationMessage
		: vscode.window.showWarningMessage;
	const choice = await show(
		first.state.hasSpeech
			? `The transcript of ${baseName(source)} is ready: ${listed(outputs.map(baseName))}`
			: `No speech was found in ${baseName(source)}; ${listed(outputs.map(baseName))} ${outputs.length === 1 ? "says" : "say"} so.`,
		"Open Transcript",
	);
	return choice === undefined ? undefined : openFirst(outputs);
}

function silentText(done: readonly Ended<"done">[]): string {
	const silent = done.filter(({ state }) => !state.hasSpeech);
	return silent.length === 0
		? ""
		: ` No speech was found in ${silent.map(({ spec }) => baseName(spec.source)).join(", ")}.`;
}

async function chooseAndOpen(outputs: readonly string[]): Promise<void> {
	const items = outputs.map((output) => ({
		label: path.basename(output),
		description: vscode.workspace.asRelativePath(path.dirname(output)),
		output,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: "Open Transcript",
	});
	return chosen === undefined ? undefined : open(chosen.output);
}

/** Opens the format that was asked for first. */
async function openFirst([first]: readonly string[]): Promise<void> {
	if (first !== undefined) {
		await open(first);
	}
}

async function open(file: string): Promise<void> {
	await vscode.window.showTextDocument(vscode.Uri.file(file), {
		preview: false,
	});
}

function failureText(failed: readonly Ended<"failed">[], done: number): string {
	const [first] = failed;
	if (first === undefined) {
		return "";
	}
	const explanation = explain(first.state.failure, first.spec.source);
	const link = explanation.link
		? ` [${explanation.link.title}](${explanation.link.url})`
		: "";
	if (failed.length === 1 && done === 0) {
		return `${plain(inOneLine(explanation))}${link}`;
	}
	const ready =
		done === 0
			? ""
			: `${done} ${done === 1 ? "transcript is" : "transcripts are"} ready. `;
	return failed.length === 1
		? `${ready}${plain(inOneLine(explanation))}${link}`
		: `${ready}${failed.length} files could not be transcribed: ${namesOf(failed)}. ${plain(inOneLine(explanation))}${link}`;
}

/** The first names, and how many more there are. */
function namesOf(failed: readonly Ended<"failed">[]): string {
	const names = failed.map(({ spec }) => baseName(spec.source));
	return names.length > NAMES_TOLD
		? `${names.slice(0, NAMES_TOLD).join(", ")} and ${names.length - NAMES_TOLD} more`
		: names.join(", ");
}

function keyProblem({ state }: Job): string | undefined {
	switch (state.step === "failed" ? state.failure.type : undefined) {
		case "keyMissing":
			return "There is no API key yet.";
		case "keyRefused":
			return "AssemblyAI refused the last key.";
		default:
			return undefined;
	}
}

function isIn<S extends EndState["step"]>(step: S) {
	return (outcome: Outcome): outcome is Ended<S> => outcome.state.step === step;
}

function outputsOf(done: readonly Ended<"done">[]): string[] {
	return done.flatMap(({ state }) => state.outputs);
}

function baseName(file: string): string {
	return plain(path.basename(file));
}
