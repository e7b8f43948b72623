import * as path from "node:path";
import type * as vscode from "vscode";
import type { PlannedOutput } from "../../engine/job.ts";
import { inBoth, type Told } from "../../language/language.ts";
import type { MediaFacts } from "../../media/inspection.ts";
import type { MediaChoices } from "../../media/uploadPlan.ts";
import type { Redact } from "../../support/redact.ts";
import type { ApiKey } from "../apiKey.ts";
import { extractAudio } from "../settings.ts";
import { alreadyThere } from "./alreadyThere.ts";
import { chooseTracks } from "./audioTracks.ts";
import { askAboutDoubts } from "./doubts.ts";
import { planOutputs } from "./existingTranscripts.ts";
import { isPrepared, type Prepared, type PreparedAs } from "./prepare.ts";
import { hasKey } from "./service.ts";

/** A file of a command: to be transcribed, or why it is not. */
export type Plan = { readonly uri: vscode.Uri } & (
	| {
			readonly is: "job";
			readonly output: PlannedOutput;
			readonly media: MediaChoices;
	  }
	| { readonly is: "upToDate"; readonly files: readonly string[] }
	| { readonly is: "skipped"; readonly reason: Told }
	| { readonly is: "cancelled" }
);

/**
 * Asks what a person has to decide about prepared files: about transcripts
 * that exist, recordings that are doubtful, several audio tracks, the key. A
 * file that cannot be sent is a job as well, but nobody is asked anything for it.
 *
 * @returns in order.
 */
export async function decide(
	prepared: readonly Prepared[],
	apiKey: ApiKey,
	redact: Redact,
): Promise<Plan[]> {
	const ready = prepared.filter(isPrepared("ready"));
	const decided = await decideReady(ready, apiKey, redact);
	return prepared.map((file) => planOf(file, decided));
}

type Decided = ReadonlyMap<vscode.Uri, Plan>;

/** Absent where a person gives the command up. */
async function decideReady(
	ready: readonly PreparedAs<"ready">[],
	apiKey: ApiKey,
	redact: Redact,
): Promise<Decided | undefined> {
	const outputs = await planOutputs(
		ready.map(({ target }) => target),
		redact,
	);
	const kept = ready.filter((_, index) => outputs?.[index] !== "skip");
	const choices =
		outputs &&
		(await chooseMedia(
			new Map(kept.map(({ uri, facts }) => [uri, facts])),
			redact,
		));
	if (!choices || (choices.size > 0 && !(await hasKey(apiKey)))) {
		return undefined;
	}
	return new Map(
		ready.map(({ uri, target }, index): [vscode.Uri, Plan] => {
			const output = outputs[index];
			const media = choices.get(uri);
			if (output === undefined || output === "skip") {
				return [uri, skippedFor(uri, target.existing)];
			}
			return [
				uri,
				media === undefined
					? {
							uri,
							is: "skipped",
							reason: inBoth((say) =>
								say("Skipped: it is not to be transcribed as it is."),
							),
						}
					: { uri, is: "job", output, media },
			];
		}),
	);
}

/**
 * Asks about files that are doubtful, and about tracks.
 *
 * @returns choices for those that go on; absent where the command is given up.
 */
async function chooseMedia(
	files: ReadonlyMap<vscode.Uri, MediaFacts>,
	redact: Redact,
): Promise<ReadonlyMap<vscode.Uri, MediaChoices> | undefined> {
	const kept = await askAboutDoubts(files, redact);
	return kept && chooseTracks(kept, redact);
}

function planOf(file: Prepared, decided: Decided | undefined): Plan {
	const { uri } = file;
	switch (file.is) {
		case "notOnDisk":
			return {
				uri,
				is: "skipped",
				reason: inBoth((say) =>
					say(
						"{0} is not a file on this machine. Save it to disk first.",
						uri.toString(true),
					),
				),
			};
		case "upToDate":
			return { uri, is: "upToDate", files: file.files };
		case "leftAsSet":
			return skippedFor(uri, file.existing);
		case "refused": {
			const { stem, formats } = file.target;
			return {
				uri,
				is: "job",
				output: { stem, formats, ifExists: "keepBoth" },
				media: { extractAudio: extractAudio(uri) },
			};
		}
		case "ready":
			return decided?.get(uri) ?? { uri, is: "cancelled" };
		default:
			return file satisfies never;
	}
}

function skippedFor(uri: vscode.Uri, existing: readonly string[]): Plan {
	const names = existing.map((file) => path.basename(file));
	return {
		uri,
		is: "skipped",
		reason: alreadyThere(names),
	};
}
