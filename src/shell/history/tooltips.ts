import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { HistoryRecord } from "../../engine/history/record.ts";
import type { Job } from "../../engine/job.ts";
import { shownSource, sourceName } from "../../engine/source.ts";
import { exists } from "../../files/exists.ts";
import { inOwnLanguage } from "../../language/language.ts";
import { dateTag } from "../../language/numbers.ts";
import { explain } from "../../support/explain.ts";
import { clock, inUnits, mediaText } from "../../support/mediaText.ts";
import type { Redact } from "../../support/redact.ts";
import { withoutSecret } from "../../support/shownParams.ts";

/** What is known of a done transcript; looks where its files are. */
export async function recordTooltip(
	record: HistoryRecord,
	redact: Redact,
): Promise<vscode.MarkdownString> {
	const { source, durationS, language, size, transcriptId, deletedAt } = record;
	const files = await Promise.all(
		record.outputs.map(async (output) => {
			const name = path.basename(output.path);
			return (await exists(output.path)) ? name : l10n.t("{0} (gone)", name);
		}),
	);
	return lines(
		[
			[source, "folder"],
			[
				[
					durationS === undefined ? "" : clock(durationS),
					language ?? "",
					size === undefined ? "" : inUnits(size),
					record.hasSpeech ? "" : l10n.t("no speech was found"),
				],
				"clock",
			],
			[files, "file-text"],
			[timeOf(record.doneAt), "calendar"],
			[settingsOf(record), "settings-gear"],
			[
				record.spec.isRecorded ? "" : l10n.t("Transcript ID {0}", transcriptId),
				"key",
			],
			[
				record.spec.isRecorded
					? l10n.t("A recorded answer: nothing was sent to AssemblyAI")
					: deletedAt === undefined
						? l10n.t("Kept at AssemblyAI as well")
						: l10n.t(
								"Deleted at AssemblyAI on {0}; a copy is kept here",
								timeOf(deletedAt),
							),
				"cloud",
			],
		],
		sourceName(source),
		redact,
	);
}

/** What is known of a job at work, or why it failed and what to do. */
export function jobTooltip(
	{ spec, media, state }: Job,
	redact: Redact,
): vscode.MarkdownString {
	const source = shownSource(spec.source);
	const failure = state.step === "failed" ? state.failure : undefined;
	const explained = failure && explain(failure, spec.source);
	return lines(
		[
			[source, "folder"],
			[media === undefined ? "" : mediaText(media, inOwnLanguage), "clock"],
			[explained?.what ?? "", "error"],
			[explained?.next ?? "", "lightbulb"],
			[
				failure?.requestId ? l10n.t("Request ID {0}", failure.requestId) : "",
				"key",
			],
			[
				failure?.transcriptId
					? l10n.t("Transcript ID {0}", failure.transcriptId)
					: "",
				"key",
			],
		],
		sourceName(spec.source),
		redact,
	);
}

type Line = readonly [text: string | readonly string[], icon: string];

/** A title, and a line each with its icon; what has no text is left out. */
function lines(
	rows: readonly Line[],
	title: string,
	redact: Redact,
): vscode.MarkdownString {
	const markdown = new vscode.MarkdownString("", true);
	markdown.appendMarkdown("**").appendText(redact(title)).appendMarkdown("**");
	for (const [text, icon] of rows) {
		const parts = typeof text === "string" ? [text] : text;
		const shown = parts.filter((part) => part !== "").join(", ");
		if (shown !== "") {
			markdown.appendMarkdown(`\n\n$(${icon}) `).appendText(redact(shown));
		}
	}
	return markdown;
}

function settingsOf({ spec }: HistoryRecord): string {
	const settings = Object.entries(withoutSecret(spec.params)).map(
		([name, value]) => `${name}: ${JSON.stringify(value)}`,
	);
	return settings.join(", ");
}

function timeOf(iso: string): string {
	return new Date(iso).toLocaleString(dateTag(), {
		dateStyle: "medium",
		timeStyle: "short",
	});
}
