import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine, RetryChanges } from "../engine/engine.ts";
import type { Outcome } from "../engine/events.ts";
import type { Job, JobSpec } from "../engine/job.ts";
import { grouped } from "../language/numbers.ts";
import {
	type CommandEnd,
	doneText,
	type Ended,
	endLines,
	endOf,
	failureText,
	sizeOf,
} from "../support/endText.ts";
import type { ApiKey } from "./apiKey.ts";
import { chooseAndOpen, openFirst } from "./openTranscripts.ts";
import type { OptionQuestions } from "./options/questions.ts";
import type { Output } from "./output.ts";
import { plain } from "./plain.ts";
import { followJobs } from "./progress.ts";
import { resourceOf } from "./resourceOf.ts";
import { openWhenDone, transcriptParams } from "./settings.ts";
import { tellInStatusBar } from "./statusBar.ts";
import type { SupportReport } from "./supportReport.ts";

/** What the notifications need to act on their buttons. */
export interface OutcomesParts {
	readonly apiKey: ApiKey;
	readonly output: Output;
	readonly engine: Engine;
	readonly report: SupportReport;
	readonly options: OptionQuestions;
}

/** Goes on with what a person had stopped. */
type GoOn = () => Promise<void>;

/** What else a command had than its jobs. */
export interface CommandContext {
	/** How many recordings were left out. */
	readonly leftOut?: number;
	/** Given where a person stopped it. */
	readonly goOn?: GoOn;
}

const RETRY = l10n.t("Retry");
const SHOW_OUTPUT = l10n.t("Show Output");
const COPY_REPORT = l10n.t("Copy Report for Support");
const SAVE_ELSEWHERE = l10n.t("Save in Another Folder…");
const OPTIONS = l10n.t("Options…");
const AS_IT_IS = l10n.t("Send As It Is");
const GO_ON = l10n.t("Go On");
const OPEN = l10n.t("Open Transcript");
const CHOOSE = l10n.t("Open Transcript…");

/** Tells a person how jobs ended, one notification a command, and does what its buttons say. */
export class Outcomes {
	readonly #parts: OutcomesParts;

	constructor(parts: OutcomesParts) {
		this.#parts = parts;
	}

	/** Tells of a command that a person waits for. Does not wait for an answer. */
	tell(
		outcomes: readonly Outcome[],
		{ leftOut = 0, goOn }: CommandContext = {},
	): void {
		const end = endOf(outcomes, leftOut, goOn !== undefined);
		this.#sumUp(end);
		this.#inBackground(
			end.failed.length > 0
				? this.#tellFailed(end, goOn)
				: this.#tellDone(end, goOn),
		);
	}

	/** Tells of jobs that nobody waits for: only failures interrupt. */
	tellQuietly(outcomes: readonly Outcome[]): void {
		const end = endOf(outcomes, 0, false);
		this.#sumUp(end);
		const [first] = outputsOf(end.done);
		if (first !== undefined) {
			tellInStatusBar(
				end.done.length === 1
					? l10n.t("{0} is ready", path.basename(first))
					: l10n.t("{0} transcripts are ready", grouped(end.done.length)),
				this.#parts.output.redact,
			);
		}
		if (end.failed.length > 0) {
			this.#inBackground(this.#tellFailed({ ...end, done: [], cancelled: [] }));
		}
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

	/** Lines of the output, where there is more than one recording to sum up. */
	#sumUp(end: CommandEnd): void {
		if (sizeOf(end) > 1) {
			for (const line of endLines(end)) {
				this.#parts.output.write(line);
			}
		}
	}

	/** Writes transcripts that could not be written into a folder that a person chooses. */
	async #saveElsewhere(failed: readonly Job[]): Promise<void> {
		const [folder] =
			(await vscode.window.showOpenDialog({
				title: l10n.t("Choose a Folder for the Transcripts"),
				openLabel: l10n.t("Save Here"),
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
		const { engine, output } = this.#parts;
		// One that a later run has replaced is no more.
		const known = new Map(engine.jobs.map(({ job }) => [job.spec.id, job]));
		const jobs = failed.flatMap(({ spec }) => known.get(spec.id) ?? []);
		if (jobs.length === 0) {
			return;
		}
		const begin = async () => {
			const begun: string[] = [];
			for (const job of jobs) {
				const changes = { ...how, ...asNowWanted(job, how?.chosen) };
				begun.push(...(await engine.retry([job.spec.id], changes)));
			}
			return begun;
		};
		const { ended } = await followJobs(
			engine,
			{ sources: jobs.map(({ spec }) => spec.source), begin },
			output.redact,
		);
		this.tell(ended);
	}

	async #tellFailed(end: CommandEnd, goOn?: GoOn): Promise<void> {
		const { output, report } = this.#parts;
		const { failed } = end;
		const { text, link } = failureText(end);
		const page = link ? ` [${link.title}](${link.url})` : "";
		const choice = await vscode.window.showErrorMessage(
			output.redact(plain(text)) + page,
			RETRY,
			...waysOut(failed),
			...(goOn ? [GO_ON] : []),
			SHOW_OUTPUT,
			COPY_REPORT,
		);
		switch (choice) {
			case RETRY:
				return this.retry(failed);
			case SAVE_ELSEWHERE:
				return this.#saveElsewhere(failed);
			case OPTIONS:
				return this.#changeOptions(failed);
			case AS_IT_IS:
				return this.#again(failed, { asItIs: true });
			case GO_ON:
				return goOn?.();
			case SHOW_OUTPUT:
				return output.show();
			case COPY_REPORT:
				return report.copy(failed);
			default:
				return;
		}
	}

	async #tellDone(end: CommandEnd, goOn?: GoOn): Promise<void> {
		const { done } = end;
		const outputs = outputsOf(done);
		const [only] = sizeOf(end) === 1 ? done : [];
		if (only && openWhenDone(resourceOf(only.spec))) {
			return openFirst(outputs);
		}
		const text = doneText(end);
		if (text === "") {
			return;
		}
		const { showInformationMessage, showWarningMessage } = vscode.window;
		const show =
			done.length === 1 && !done[0]?.state.hasSpeech
				? showWarningMessage
				: showInformationMessage;
		const choice = await show(
			this.#parts.output.redact(plain(text)),
			...(goOn ? [GO_ON] : []),
			...(done.length === 0 ? [] : [done.length === 1 ? OPEN : CHOOSE]),
		);
		switch (choice) {
			case GO_ON:
				return goOn?.();
			case OPEN:
				return openFirst(outputs);
			case CHOOSE:
				return chooseAndOpen(outputs);
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
				paramsOf: (now) =>
					transcriptParams(resourceOf(now), chosen ?? spec.chosen),
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
		return [OPTIONS];
	}
	return types.has("write")
		? [SAVE_ELSEWHERE]
		: types.has("file.gaveUp") || types.has("file.audioGaveUp")
			? [AS_IT_IS]
			: [];
}

function keyProblem({ state }: Job): string | undefined {
	switch (state.step === "failed" ? state.failure.type : undefined) {
		case "keyMissing":
			return l10n.t("There is no API key yet.");
		case "keyRefused":
			return l10n.t("AssemblyAI refused the last key.");
		default:
			return undefined;
	}
}

function outputsOf(done: readonly Ended<"done">[]): string[] {
	return done.flatMap(({ state }) => state.outputs);
}
