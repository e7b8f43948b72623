import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { grouped } from "../../language/numbers.ts";
import type { MediaFacts } from "../../media/inspection.ts";
import type { MediaReader } from "../../media/mediaReader.ts";
import { extractAudio } from "../settings.ts";
import { type Look, looking } from "./look.ts";

/** A message that changes more often is unrest, in milliseconds. */
const REPORT_MS = 250;

/**
 * Looks into the files of a command, so that a person can be asked about them
 * before anything is sent.
 *
 * @returns what is in those that can be sent, in order: the others fail at
 * their first step, with all that a failure comes with. Absent where a person
 * has had enough.
 */
export async function examineFiles(
	files: readonly vscode.Uri[],
	media: MediaReader,
): Promise<Map<vscode.Uri, MediaFacts> | undefined> {
	const facts = await looking(
		files.length === 1
			? l10n.t("Checking the file")
			: l10n.t("Checking {0} files", grouped(files.length)),
		(look) => factsOfAll(files, media, look),
	);
	return (
		facts &&
		new Map(
			files.flatMap((uri, index) => {
				const known = facts[index];
				return known === undefined ? [] : [[uri, known] as const];
			}),
		)
	);
}

async function factsOfAll(
	files: readonly vscode.Uri[],
	media: MediaReader,
	{ signal, report }: Look,
): Promise<(MediaFacts | undefined)[]> {
	let examined = 0;
	const timer = setInterval(
		() =>
			report(
				l10n.t("{0} of {1}", grouped(examined), grouped(files.length)),
				examined / files.length,
			),
		REPORT_MS,
	);
	try {
		return await Promise.all(
			files.map(async (uri) => {
				const facts = await factsOf(uri, media, signal);
				examined++;
				return facts;
			}),
		);
	} finally {
		clearInterval(timer);
	}
}

/** Absent where the file cannot be sent, whatever the reason: the job says it, and stops no other. */
async function factsOf(
	uri: vscode.Uri,
	media: MediaReader,
	signal: AbortSignal,
): Promise<MediaFacts | undefined> {
	try {
		const choices = { extractAudio: extractAudio(uri) };
		return (await media.examine(uri.fsPath, choices, signal)).media;
	} catch (error) {
		if (signal.aborted) {
			throw error;
		}
		return undefined;
	}
}
