import type * as vscode from "vscode";
import type { Engine, KeptTranscript, NewJob } from "../../engine/engine.ts";
import { FileOrigins } from "../../engine/fileOrigin.ts";
import type { History } from "../../engine/history/history.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { plansOf } from "../../engine/job.ts";
import {
	filesOf,
	type OutputTarget,
	targetsOf,
} from "../../engine/outputPlan.ts";
import { type Present, presentOf, withWritten } from "../../engine/upToDate.ts";
import type { MediaFacts } from "../../media/inspection.ts";
import type { MediaReader } from "../../media/mediaReader.ts";
import { runningJobs } from "../progress.ts";
import { extractAudio, ifExists } from "../settings.ts";
import { examineFiles } from "./examineFiles.ts";
import { type Found, keptTranscripts } from "./keptTranscripts.ts";
import type { Wishes } from "./wishes.ts";

/** A file of a command, as it was found before anybody was asked anything. */
export type Prepared = { readonly uri: vscode.Uri } & (
	| { readonly is: "notOnDisk" }
	/** With the files of a transcript that is newer. */
	| {
			readonly is: "upToDate";
			readonly files: readonly string[];
			/** Whether they were made with other options than the usual ones now. */
			readonly isOther?: true;
	  }
	/** What is missing is written from a transcript that is there, and costs nothing. */
	| KeptFile
	/** Some transcript is there, and a setting says to leave it so. */
	| { readonly is: "leftAsSet"; readonly existing: readonly string[] }
	/** Its job fails at its first step, with all that a failure comes with. */
	| { readonly is: "refused"; readonly target: OutputTarget }
	| {
			readonly is: "ready";
			readonly target: OutputTarget;
			readonly origins: FileOrigins;
			readonly facts: MediaFacts;
	  }
);

interface KeptFile {
	readonly is: "kept";
	/** What of it stands there already. */
	readonly files: readonly string[];
	/** Where the rest goes; absent where all is there. */
	readonly target?: OutputTarget | undefined;
	readonly origins: FileOrigins;
	readonly kept: KeptTranscript;
	readonly record: HistoryRecord;
}

/** One kind of prepared file. */
export type PreparedAs<K extends Prepared["is"]> = Extract<Prepared, { is: K }>;

/** A guard for one kind of prepared file. */
export function isPrepared<K extends Prepared["is"]>(kind: K) {
	return (file: Prepared): file is PreparedAs<K> => file.is === kind;
}

/** What is made of earlier transcripts. */
export interface Thrift {
	/** Whether recordings whose transcript is up to date are left out. */
	readonly leavesOut: boolean;
	/** Whether a transcript that is kept is used. */
	readonly usesKept: boolean;
}

/** What a look at files takes. */
export interface PrepareParts {
	readonly engine: Engine;
	readonly media: MediaReader;
	readonly history: History;
}

/**
 * Looks at the files of a command, at what stands beside them, and at what the
 * history keeps of them. Those that cost nothing are not even examined.
 *
 * @param service - its address.
 * @returns in order; absent where a person stops it.
 */
export async function prepare(
	files: readonly vscode.Uri[],
	thrift: Thrift,
	wishes: Omit<Wishes, "chosen">,
	service: string,
	parts: PrepareParts,
): Promise<Prepared[] | undefined> {
	const local = await lookBeside(files, wishes, parts);
	const known = new Map<vscode.Uri, Prepared>();
	const probes = new Map<NewJob, Local>();
	for (const file of local) {
		const done = thrift.leavesOut ? asDone(file, wishes) : undefined;
		if (done === undefined) {
			probes.set(probeOf(file, wishes, service), file);
		} else {
			known.set(file.uri, done);
		}
	}
	const kept = thrift.usesKept
		? await keptTranscripts([...probes.keys()], parts.history)
		: new Map<NewJob, Found>();
	if (kept === undefined) {
		return undefined;
	}
	const rest: Local[] = [];
	for (const [probe, file] of probes) {
		const found = kept.get(probe);
		const prepared = found
			? await asKept(file, found, thrift, wishes)
			: asLeft(file);
		if (prepared === undefined) {
			rest.push(file);
		} else {
			known.set(file.uri, prepared);
		}
	}
	const facts = await factsOf(rest, parts.media);
	for (const { uri, target, origins } of rest) {
		const found = facts?.get(uri);
		known.set(
			uri,
			found === undefined
				? { uri, is: "refused", target }
				: { uri, is: "ready", target, origins, facts: found },
		);
	}
	return (
		facts &&
		files.map((uri): Prepared => known.get(uri) ?? { uri, is: "notOnDisk" })
	);
}

/** A file on this machine, and what stands beside it. */
interface Local {
	readonly uri: vscode.Uri;
	readonly target: OutputTarget;
	readonly origins: FileOrigins;
	readonly present: Present;
}

async function lookBeside(
	files: readonly vscode.Uri[],
	{ formatsOf, paramsOf }: Pick<Wishes, "formatsOf" | "paramsOf">,
	{ engine, history }: PrepareParts,
): Promise<Local[]> {
	const local = files.filter(({ scheme }) => scheme === "file");
	const paths = local.map(({ fsPath }) => fsPath);
	const targets = await targetsOf(
		local.map((uri) => ({ source: uri.fsPath, formats: formatsOf(uri) })),
		claimedBy(engine, new Set(paths)),
	);
	const origins = await FileOrigins.of(paths, history);
	return Promise.all(
		local.map(async (uri, index) => {
			const target = targets[index] as OutputTarget;
			const present = await presentOf(target, paramsOf(uri), origins);
			return { uri, target, origins, present };
		}),
	);
}

/** A job as its transcript would be looked for; of several audio tracks none is chosen yet. */
function probeOf(
	{ uri, target }: Local,
	{ paramsOf }: Pick<Wishes, "paramsOf">,
	baseUrl: string,
): NewJob {
	const { stem, formats } = target;
	return {
		source: uri.fsPath,
		output: { stem, formats, ifExists: "expectNone" },
		params: paramsOf(uri),
		media: { extractAudio: extractAudio(uri) },
		baseUrl,
	};
}

function asDone(
	{ uri, present }: Local,
	{ areParticular }: Pick<Wishes, "areParticular">,
): Prepared | undefined {
	const { files, missing, otherwise } = present;
	if (missing === undefined) {
		return { uri, is: "upToDate", files };
	}
	return areParticular || otherwise === undefined
		? undefined
		: { uri, is: "upToDate", files: otherwise, isOther: true };
}

async function asKept(
	{ uri, present, origins }: Local,
	{ record, kept }: Found,
	{ leavesOut }: Thrift,
	{ paramsOf }: Pick<Wishes, "paramsOf">,
): Promise<Prepared> {
	const { files, missing } = await withWritten(
		present,
		record.outputs.map(({ path }) => path),
		paramsOf(uri),
		origins,
	);
	return leavesOut && missing === undefined
		? { uri, is: "upToDate", files }
		: { uri, is: "kept", files, target: missing, origins, kept, record };
}

function asLeft({ uri, target }: Local): Prepared | undefined {
	const { existing } = target;
	return existing.length > 0 && ifExists(uri) === "skip"
		? { uri, is: "leftAsSet", existing }
		: undefined;
}

async function factsOf(
	files: readonly Local[],
	media: MediaReader,
): Promise<ReadonlyMap<vscode.Uri, MediaFacts> | undefined> {
	return files.length === 0
		? new Map()
		: examineFiles(
				files.map(({ uri }) => uri),
				media,
			);
}

/** What running jobs of other files are going to write. */
export function claimedBy(
	engine: Engine,
	except: ReadonlySet<string>,
): string[] {
	return runningJobs(engine)
		.filter(({ job }) => !except.has(job.spec.source))
		.flatMap(({ job }) => plansOf(job.spec).flatMap((plan) => filesOf(plan)));
}
