import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress } from "../address/address.ts";
import { SUPPORT_EMAIL } from "../assemblyai/limits.ts";
import type { Engine } from "../engine/engine.ts";
import { recordOf } from "../engine/failureRecord.ts";
import type { Job } from "../engine/job.ts";
import type { ServiceCheck } from "../support/checklist.ts";
import { mailLink } from "../support/mail.ts";
import type { Redact } from "../support/redact.ts";
import { report } from "../support/report.ts";
import type { StatisticsFile } from "../support/statisticsFile.ts";
import type { ApiKey } from "./apiKey.ts";
import { environment } from "./environment.ts";
import { baseUrl } from "./settings.ts";
import { tellInStatusBar } from "./statusBar.ts";

/** What a report is made of. */
export interface SupportReportParts {
	readonly context: vscode.ExtensionContext;
	readonly apiKey: ApiKey;
	readonly engine: Engine;
	readonly statistics: StatisticsFile;
	readonly redact: Redact;
}

/** Reports for AssemblyAI's support: into the clipboard, and as a mail. */
export class SupportReport {
	readonly #parts: SupportReportParts;

	constructor(parts: SupportReportParts) {
		this.#parts = parts;
	}

	/** Puts a report on jobs into the clipboard, and offers what goes with it. */
	async copy(jobs: readonly Job[]): Promise<void> {
		const text = await vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Window,
				title: l10n.t("Sidescribe: making the report"),
			},
			() => this.#toClipboard(jobs),
		);
		const email = l10n.t("Email Support");
		const saveSample = l10n.t("Save Audio Sample…");
		const choice = await vscode.window.showInformationMessage(
			l10n.t("The report for AssemblyAI's support is in the clipboard."),
			email,
			saveSample,
		);
		switch (choice) {
			case email:
				return this.#openMail(jobs, text);
			case saveSample: {
				const sources = jobs
					.filter(({ spec }) => !isAddress(spec.source))
					.map(({ spec }) => vscode.Uri.file(spec.source));
				await vscode.commands.executeCommand(
					"sidescribe.saveSupportSample",
					...sources.slice(0, 1),
				);
				return;
			}
			default:
				return;
		}
	}

	/** Opens a mail with what support needs; the whole report is in the clipboard, to be pasted. */
	async email(jobs: readonly Job[]): Promise<void> {
		await this.#openMail(jobs, await this.#toClipboard(jobs));
	}

	/** Resolves to what stands there. */
	async #toClipboard(jobs: readonly Job[]): Promise<string> {
		const { context, engine, statistics, redact } = this.#parts;
		const now = new Date();
		const text = report(
			jobs,
			{
				environment: environment(context),
				service: await this.#checkService(jobs),
				breaker: engine.breakerState,
				statistics: await statistics.flush(now),
			},
			now,
		);
		const redacted = redact(text);
		await vscode.env.clipboard.writeText(redacted);
		return redacted;
	}

	/** Says what to do as well: where there is no program for mail, nothing else is seen. */
	async #openMail(jobs: readonly Job[], text: string): Promise<void> {
		const { redact } = this.#parts;
		tellInStatusBar(
			l10n.t(
				"The report is in the clipboard, for a mail to {0}",
				SUPPORT_EMAIL,
			),
			redact,
		);
		const link = redact(mailLink(jobs, text));
		await vscode.env.openExternal(vscode.Uri.parse(link));
	}

	/** The call is made for the report: its answer says what the key may do now. */
	async #checkService(jobs: readonly Job[]): Promise<ServiceCheck> {
		const { apiKey } = this.#parts;
		try {
			const address = jobs.at(-1)?.spec.baseUrl ?? baseUrl();
			return { is: "answered", requestId: await apiKey.check(address) };
		} catch (error) {
			const known = error instanceof Error ? error : new Error(String(error));
			return { is: "failed", failure: recordOf(known) };
		}
	}
}
