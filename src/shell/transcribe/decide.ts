import * as path from "node:path";
import type * as vscode from "vscode";
import type { KeptTranscript } from "../../engine/engine.ts";
import type { PlannedOutput } from "../../engine/job.ts";
import { listed } from "../../language/numbers.ts";
import type { MediaFacts } from "../../media/inspection.ts";
import type { MediaChoices } from "../../media/uploadPlan.ts";
import type { Redact } from "../../support/redact.ts";
import type { ApiKey } from "../apiKey.ts";
import { extractAudio } from "../settings.ts";
import { chooseTracks } from "./audioTracks.ts";
import { askAboutDoubts } from "./doubts.ts";
import { planOutputs } from "./existingTranscripts.ts";
import { isPrepared, type Prepared, type PreparedAs } from "./prepare.ts";
import { hasKey } from "./service.ts";
import type { Wishes } from "./wishes.ts";

/** A file of a command: to be transcribed, or why it is not. */
export type Plan = { readonly uri: vscode.Uri } & (
	| {
			readonly is: "job";
			readonly output: PlannedOutput;
			readonly media: MediaChoices;
			/** In place of one that would be paid for. */
			readonly kept?: KeptTranscript;
			/** Files of the same transcript that are there already. */
			readonly files?: readonly string[];
	  }
	| { readonly is: "upToDate"; readonly files: readonly string[] }
	| { readonly is: "skipped"; readonly reason: string }
	| { readonly is: "cancelled" }
);

/**
 * Asks what a person has to decide about prepared files: about transcripts
 * that exist, recordings that are doubtful, several audio tracks, the key. A
 * file that cannot be sent is a job as well, but nobody is asked anything for
 * it; and what is there already is only asked about where it is replaced.
 *
 * @returns in order.
 */
export async function decide(
	prepared: readonly Prepared[],
	{ paramsOf }: Pick<Wishes, "paramsOf">,
	apiKey: ApiKey,
	redact: Redact,
): Promise<Plan[]> {
	const ready = prepared.filter(isPrepared("ready"));
	const kept = prepared.filter(isPrepared("kept"));
	const places = [...ready, ...kept].flatMap(({ uri, is, target, origins }) =>
		target === undefined
			? []
			: [
					{
						...target,
						about: { params: paramsOf(uri), origins },
						isFree: is === "kept",
					},
				],
	);
	const planned = await planOutputs(places, redact);
	const outputs =
		planned &&
		new Map(places.map(({ source }, index) => [source, planned[index]]));
	const decided =
		outputs && (await decideReady(ready, outputs, apiKey, redact));
	return prepared.map((file) =>
		decided === undefined && (file.is === "ready" || file.is === "kept")
			? { uri: file.uri, is: "cancelled" }
			: planOf(file, outputs, decided),
	);
}

type Decided = ReadonlyMap<vscode.Uri, Plan>;

/** By the path of the recording. */
type Outputs = ReadonlyMap<string, PlannedOutput | "skip" | undefined>;

/** Absent where a person gives the command up. */
async function decideReady(
	ready: readonly PreparedAs<"ready">[],
	outputs: Outputs,
	apiKey: ApiKey,
	redact: Redact,
): Promise<Decided | undefined> {
	const wanted = ready.filter(({ uri }) => outputs.get(uri.fsPath) !== "skip");
	const choices = await chooseMedia(
		new Map(wanted.map(({ uri, facts }) => [uri, facts])),
		redact,
	);
	if (!choices || (choices.size > 0 && !(await hasKey(apiKey)))) {
		return undefined;
	}
	return new Map(
		ready.map(({ uri, target }): [vscode.Uri, Plan] => {
			const output = outputs.get(uri.fsPath);
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
							reason: "Left out, as it is not to be transcribed as it is.",
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

function planOf(
	file: Prepared,
	outputs: Outputs | undefined,
	decided: Decided | undefined,
): Plan {
	const { uri } = file;
	switch (file.is) {
		case "notOnDisk":
			return {
				uri,
				is: "skipped",
				reason: `${uri.toString(true)} is not a file on this machine. Save it to disk first.`,
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
		case "kept":
			return planOfKept(file, outputs?.get(uri.fsPath));
		case "ready":
			return decided?.get(uri) ?? { uri, is: "cancelled" };
		default:
			return file satisfies never;
	}
}

function planOfKept(
	{ uri, files, kept, target }: PreparedAs<"kept">,
	output: PlannedOutput | "skip" | undefined,
): Plan {
	if (target === undefined || output === undefined) {
		return { uri, is: "upToDate", files };
	}
	return output === "skip"
		? skippedFor(uri, target.existing)
		: {
				uri,
				is: "job",
				output,
				media: { extractAudio: extractAudio(uri) },
				kept,
				files,
			};
}

function skippedFor(uri: vscode.Uri, existing: readonly string[]): Plan {
	const names = existing.map((file) => path.basename(file));
	return {
		uri,
		is: "skipped",
		reason: `Left out, as ${listed(names, "en")} already ${names.length === 1 ? "exists" : "exist"}.`,
	};
}
