import * as l10n from "@vscode/l10n";
import "./language.ts";
import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { MEDIA_LIMITS } from "../assemblyai/limits.ts";
import { Engine } from "../engine/engine.ts";
import type { EngineEvent } from "../engine/events.ts";
import { History } from "../engine/history/history.ts";
import { jobOf } from "../engine/history/record.ts";
import { isRunning, type Job } from "../engine/job.ts";
import { MediaReader } from "../media/mediaReader.ts";
import { type Redact, redactor } from "../support/redact.ts";
import { StatisticsFile } from "../support/statisticsFile.ts";
import { tally } from "../support/tally.ts";
import { transcribeUrl, urlRequestOf } from "./address/transcribeUrl.ts";
import { Api, type ApiParts } from "./api/api.ts";
import type { TranscribeResult } from "./api/sidescribe.d.ts";
import { ApiKey } from "./apiKey.ts";
import type { CommandHandlers, HistoryHandlers } from "./commands.ts";
import { MarkdownEdits } from "./drop/markdownEdits.ts";
import { userAgent } from "./environment.ts";
import { MediaWithTranscript } from "./history/mediaWithTranscript.ts";
import { jobIdsIn, recordsIn } from "./history/nodes.ts";
import { Transcripts } from "./history/transcripts.ts";
import { showJobs } from "./jobList.ts";
import { ReadTool } from "./languageModelTools/readTool.ts";
import { TranscribeTool } from "./languageModelTools/transcribeTool.ts";
import { OptionQuestions } from "./options/questions.ts";
import { Outcomes } from "./outcomes.ts";
import { Output } from "./output.ts";
import { redactWith } from "./redactedVscode.ts";
import { sourceUri } from "./resourceOf.ts";
import { ResumedJobs } from "./resumedJobs.ts";
import { saveSample } from "./sample.ts";
import { selectedFiles } from "./selection.ts";
import { deleteAtServiceWhenSaved, gatewaySettings } from "./settings.ts";
import { StatisticsView } from "./statisticsView.ts";
import { StatusBar, tellInStatusBar } from "./statusBar.ts";
import { SupportReport } from "./supportReport.ts";
import { chooseRecordings } from "./transcribe/chooseRecordings.ts";
import type { Recordings } from "./transcribe/recordings.ts";
import { givenUp, resultOf } from "./transcribe/results.ts";
import { type Wishes, wishesOf } from "./transcribe/wishes.ts";
import { transcribe } from "./transcribe.ts";
import { transcribeSample } from "./welcome/transcribeSample.ts";

/** So many jobs of a batch end in a second that each cannot have a write of its own; in milliseconds. */
const FLUSH_MS = 1000;

/** All that does the work: the engine, and what shows it. */
export class Shell implements CommandHandlers, vscode.Disposable {
	/** What other extensions use. */
	readonly api: Api;
	readonly transcribeTool: TranscribeTool;
	readonly readTool = new ReadTool();
	readonly markdownEdits: MarkdownEdits;
	readonly #onDidTranscribe: (result: TranscribeResult) => void;
	readonly #extension: vscode.Uri;
	/** Of the extension, on this machine. */
	readonly #storage: vscode.Uri;
	readonly #userAgent: string;
	/** Of the workspace. */
	readonly #memory: vscode.Memento;
	readonly #apiKey: ApiKey;
	readonly #output: Output;
	readonly #engine: Engine;
	readonly #media: MediaReader;
	readonly #report: SupportReport;
	readonly #options: OptionQuestions;
	readonly #outcomes: Outcomes;
	readonly #resumed: ResumedJobs;
	readonly #statusBar: StatusBar;
	readonly #statistics: StatisticsFile;
	readonly #statisticsView: StatisticsView;
	readonly #keyContext: vscode.Disposable;
	#flushing: NodeJS.Timeout | undefined;
	readonly #history: History;
	readonly #transcripts: Transcripts;

	private constructor(
		context: vscode.ExtensionContext,
		apiKey: ApiKey,
		output: Output,
		media: MediaReader,
		engine: Engine,
		history: History,
		onDidTranscribe: (result: TranscribeResult) => void,
	) {
		this.#onDidTranscribe = onDidTranscribe;
		this.#extension = context.extensionUri;
		this.#storage = context.globalStorageUri;
		this.#userAgent = userAgent(context);
		this.#memory = context.workspaceState;
		this.#apiKey = apiKey;
		this.#keyContext = apiKey.tellContext();
		this.#output = output;
		this.#media = media;
		this.#history = history;
		this.#engine = engine;
		this.#statistics = new StatisticsFile(
			path.join(context.globalStorageUri.fsPath, "statistics.json"),
		);
		this.#report = new SupportReport({
			context,
			apiKey,
			engine,
			statistics: this.#statistics,
			redact: output.redact,
		});
		this.#options = new OptionQuestions(context.globalState, media);
		this.#outcomes = new Outcomes({
			apiKey,
			output,
			engine,
			report: this.#report,
			options: this.#options,
		});
		this.api = new Api(this.#parts);
		this.transcribeTool = new TranscribeTool({
			api: this.api,
			media,
			redact: output.redact,
		});
		this.markdownEdits = new MarkdownEdits(engine);
		this.#resumed = new ResumedJobs(engine, this.#outcomes);
		this.#statusBar = new StatusBar(engine, output.redact);
		this.#statisticsView = new StatisticsView(
			this.#statistics,
			vscode.Uri.joinPath(this.#extension, "media", "styles"),
		);
		this.#transcripts = new Transcripts({
			engine,
			history,
			output,
			outcomes: this.#outcomes,
			report: this.#report,
			withTranscript: new MediaWithTranscript(context.workspaceState),
		});
	}

	/**
	 * @param journal - folder of the jobs' journal.
	 * @param onDidTranscribe - told of each transcript that was written.
	 */
	static async start(
		context: vscode.ExtensionContext,
		journal: string,
		channel: vscode.LogOutputChannel,
		onDidTranscribe: (result: TranscribeResult) => void,
	): Promise<Shell> {
		const apiKey = new ApiKey(context.secrets, userAgent(context));
		const output = new Output(
			channel,
			redactor(() => apiKey.secrets, homedir()),
		);
		redactWith(output.redact);
		const events = new vscode.EventEmitter<EngineEvent>();
		const media = new MediaReader({
			worker: context.asAbsolutePath("dist/media/worker.cjs"),
			limits: MEDIA_LIMITS,
		});
		const history = new History(
			path.join(context.globalStorageUri.fsPath, "history"),
		);
		const engine = await Engine.start({
			journalFolder: journal,
			history,
			deletesWhenSaved: deleteAtServiceWhenSaved,
			settings: gatewaySettings,
			connect: apiKey.connect,
			media,
			emit: (event) => events.fire(event),
		}).catch((error: unknown) => {
			output.dispose();
			throw error;
		});
		const shell = new Shell(
			context,
			apiKey,
			output,
			media,
			engine,
			history,
			onDidTranscribe,
		);
		events.event((event) => shell.#show(event));
		return shell;
	}

	/** Goes on with the jobs of windows that are no more. */
	resume(): Promise<void> {
		return this.#engine.resume();
	}

	async transcribe(args: readonly unknown[]) {
		return this.#transcribe(await selectedFiles(args), wishesOf());
	}

	async transcribeWithOptions(args: readonly unknown[]) {
		const files = await selectedFiles(args);
		const chosen = await this.#options.choose(files);
		return chosen === undefined
			? givenUp(files)
			: this.#transcribe(files, wishesOf(chosen));
	}

	async transcribeFolder(args: readonly unknown[]) {
		const chosen = await chooseRecordings(
			args,
			this.#memory,
			this.#output.redact,
		);
		return this.#transcribe(chosen, wishesOf());
	}

	transcribeUrl(args: readonly unknown[]) {
		return transcribeUrl(urlRequestOf(args), wishesOf(), this.#parts);
	}

	transcribeSample() {
		return transcribeSample(this.#parts, {
			extension: this.#extension,
			storage: this.#storage,
		});
	}

	cancel() {
		return showJobs({
			engine: this.#engine,
			retry: (jobs) => this.#outcomes.retryInBackground(jobs),
			showOutput: () => this.#output.show(),
			redact: this.#output.redact,
		});
	}

	async retryFailed() {
		const failed = this.#engine.jobs.filter(
			({ job }) => job.state.step === "failed",
		);
		if (failed.length === 0) {
			vscode.window.showInformationMessage(
				l10n.t("No transcription has failed."),
			);
			return;
		}
		await this.#outcomes.retry(failed.map(({ job }) => job));
	}

	setApiKey() {
		return this.#apiKey.prompt();
	}

	removeApiKey() {
		return this.#apiKey.remove();
	}

	showOutput() {
		this.#output.show();
	}

	copySupportReport(args: readonly unknown[]) {
		return this.#report.copy(this.#selectedJobs(args) ?? this.#reportedJobs());
	}

	emailSupport() {
		return this.#report.email(this.#reportedJobs());
	}

	saveSupportSample(args: readonly unknown[]) {
		return saveSample(args, this.#media);
	}

	tryNow() {
		tellInStatusBar(
			this.#engine.breakerState.state === "closed"
				? l10n.t("No transcription waits for AssemblyAI to answer again")
				: l10n.t("AssemblyAI is asked again"),
			this.#output.redact,
		);
		this.#engine.tryNow();
	}

	/** @param args - a heading's anchor in the help, where one is meant. */
	async showHelp([part]: readonly unknown[]) {
		const page = vscode.Uri.joinPath(this.#extension, "media", "help.md");
		await vscode.commands.executeCommand(
			"markdown.showPreview",
			typeof part === "string" ? page.with({ fragment: part }) : page,
		);
	}

	showRetryStatistics() {
		return this.#statisticsView.show();
	}

	resetRetryStatistics() {
		return this.#statisticsView.reset();
	}

	/** The commands on transcripts. */
	get history(): HistoryHandlers {
		return this.#transcripts.commands;
	}

	/** Fills the tree of transcripts, once its view is visible. */
	openHistory(...how: Parameters<Transcripts["openTree"]>) {
		return this.#transcripts.openTree(...how);
	}

	dispose(): void {
		this.#flush();
		this.#keyContext.dispose();
		this.#transcripts.dispose();
		this.#statusBar.dispose();
		this.#statisticsView.dispose();
		this.#output.dispose();
		// Nothing depends on its end: the journal holds each job as it is.
		void this.#engine[Symbol.asyncDispose]();
	}

	#transcribe(files: readonly vscode.Uri[] | Recordings, wishes: Wishes) {
		return transcribe(files, wishes, this.#parts);
	}

	/** What every transcription needs, whoever asks for it. */
	get #parts(): ApiParts {
		return {
			engine: this.#engine,
			media: this.#media,
			apiKey: this.#apiKey,
			output: this.#output,
			outcomes: this.#outcomes,
			history: this.#history,
			userAgent: this.#userAgent,
		};
	}

	#show(event: EngineEvent): void {
		this.#output.tell(event);
		this.#count(event);
		this.#transcripts.tell(event);
		switch (event.type) {
			case "stage":
				this.#statusBar.refresh();
				this.#tellTranscribed(event.job);
				break;
			case "remote":
			case "attemptFailed":
			case "breaker":
				this.#statusBar.refresh();
				break;
			case "resumed":
				this.#statusBar.refresh();
				this.#resumed.follow(event.job.spec.id);
				break;
			case "keptUsed":
				this.#statusBar.refresh();
				break;
			case "cleanedUp":
				tellCleanedUp(event, this.#output.redact);
				break;
			default:
				break;
		}
	}

	/** Those that are selected in the tree; absent where the command comes from elsewhere. */
	#selectedJobs(args: readonly unknown[]): Job[] | undefined {
		const jobs = [
			...recordsIn(args).map(jobOf),
			...jobIdsIn(args).flatMap((id) => this.#engine.view(id)?.job ?? []),
		];
		return jobs.length > 0 ? jobs : undefined;
	}

	#tellTranscribed({ spec, state }: Job): void {
		if (state.step === "done") {
			const source = sourceUri(spec.source);
			this.#onDidTranscribe(resultOf(source, { state }));
		}
	}

	/** Those that failed; else the last one. */
	#reportedJobs(): Job[] {
		const jobs = this.#engine.jobs.map(({ job }) => job);
		const failed = jobs.filter(({ state }) => state.step === "failed");
		return failed.length > 0 ? failed : jobs.slice(-1);
	}

	/** Counts for the statistics, which are written soon after a job ends. */
	#count(event: EngineEvent): void {
		const counted = tally(event);
		if (counted !== undefined) {
			this.#statistics.count(counted.step, counted.counts, new Date());
		}
		if (event.type === "stage" && !isRunning(event.job.state)) {
			this.#flushing ??= setTimeout(() => this.#flush(), FLUSH_MS);
		}
	}

	#flush(): void {
		clearTimeout(this.#flushing);
		this.#flushing = undefined;
		this.#statistics.flush(new Date()).catch((error: unknown) => {
			this.#output.write({
				level: "warn",
				sentence: `The retry statistics could not be saved: ${error}`,
				fields: { event: "statisticsProblem" },
			});
		});
	}
}

function tellCleanedUp(
	{ job, transcriptId, error }: Extract<EngineEvent, { type: "cleanedUp" }>,
	redact: Redact,
): void {
	if (transcriptId === undefined) {
		return;
	}
	if (error === undefined) {
		tellInStatusBar(
			l10n.t("Transcript {0} was deleted at AssemblyAI", transcriptId),
			redact,
		);
	} else if (job.state.step === "done") {
		tellInStatusBar(
			l10n.t(
				"Transcript {0} could not be deleted at AssemblyAI; the output says why",
				transcriptId,
			),
			redact,
		);
	}
}
