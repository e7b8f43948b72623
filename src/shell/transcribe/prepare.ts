import type * as vscode from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { plansOf } from "../../engine/job.ts";
import {
	filesOf,
	type OutputTarget,
	targetsOf,
} from "../../engine/outputPlan.ts";
import { upToDateFiles } from "../../engine/upToDate.ts";
import type { MediaFacts } from "../../media/inspection.ts";
import type { MediaReader } from "../../media/mediaReader.ts";
import { runningJobs } from "../progress.ts";
import { ifExists } from "../settings.ts";
import { examineFiles } from "./examineFiles.ts";
import type { Wishes } from "./wishes.ts";

/** A file of a command, as it was found before anybody was asked anything. */
export type Prepared = { readonly uri: vscode.Uri } & (
	| { readonly is: "notOnDisk" }
	/** With the files of a transcript that is newer. */
	| { readonly is: "upToDate"; readonly files: readonly string[] }
	/** Some transcript is there, and a setting says to leave it so. */
	| { readonly is: "leftAsSet"; readonly existing: readonly string[] }
	/** Its job fails at its first step, with all that a failure comes with. */
	| { readonly is: "refused"; readonly target: OutputTarget }
	| {
			readonly is: "ready";
			readonly target: OutputTarget;
			readonly facts: MediaFacts;
	  }
);

/** One kind of prepared file. */
export type PreparedAs<K extends Prepared["is"]> = Extract<Prepared, { is: K }>;

/** A guard for one kind of prepared file. */
export function isPrepared<K extends Prepared["is"]>(kind: K) {
	return (file: Prepared): file is PreparedAs<K> => file.is === kind;
}

/**
 * Looks at the files of a command and at what stands beside them. Those that
 * are left out are not even examined.
 *
 * @param leavesOut - whether those with a newer transcript are left out.
 * @returns in order; absent where a person stops it.
 */
export async function prepare(
	files: readonly vscode.Uri[],
	leavesOut: boolean,
	{ formatsOf }: Pick<Wishes, "formatsOf">,
	{ engine, media }: { readonly engine: Engine; readonly media: MediaReader },
): Promise<Prepared[] | undefined> {
	const local = files.filter(({ scheme }) => scheme === "file");
	const targets = await targetsOf(
		local.map((uri) => ({ source: uri.fsPath, formats: formatsOf(uri) })),
		claimedBy(engine, new Set(local.map(({ fsPath }) => fsPath))),
	);
	const known = await Promise.all(
		local.map((uri, index) =>
			leftOut(uri, targets[index] as OutputTarget, leavesOut),
		),
	);
	const wanted = local.filter((_, index) => known[index] === undefined);
	const facts =
		wanted.length === 0 ? new Map() : await examineFiles(wanted, media);
	return (
		facts &&
		files.map((uri): Prepared => {
			const index = local.indexOf(uri);
			const target = targets[index];
			if (target === undefined) {
				return { uri, is: "notOnDisk" };
			}
			const found = facts.get(uri);
			return (
				known[index] ??
				(found === undefined
					? { uri, is: "refused", target }
					: { uri, is: "ready", target, facts: found })
			);
		})
	);
}

async function leftOut(
	uri: vscode.Uri,
	target: OutputTarget,
	ifUpToDate: boolean,
): Promise<PreparedAs<"upToDate" | "leftAsSet"> | undefined> {
	const files = ifUpToDate ? await upToDateFiles(target) : undefined;
	if (files !== undefined) {
		return { uri, is: "upToDate", files };
	}
	const { existing } = target;
	return existing.length > 0 && ifExists(uri) === "skip"
		? { uri, is: "leftAsSet", existing }
		: undefined;
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
