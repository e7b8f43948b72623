import * as vscode from "vscode";
import type { Job } from "../engine/job.ts";
import type { Redact } from "../support/redact.ts";
import { report } from "../support/report.ts";
import { environment } from "./environment.ts";
import { tellInStatusBar } from "./statusBar.ts";

/** Puts a report on jobs into the clipboard. */
export async function copyReport(
	jobs: readonly Job[],
	context: vscode.ExtensionContext,
	redact: Redact,
): Promise<void> {
	const text = redact(report(jobs, environment(context), new Date()));
	await vscode.env.clipboard.writeText(text);
	tellInStatusBar("The report for AssemblyAI's support is in the clipboard");
}
