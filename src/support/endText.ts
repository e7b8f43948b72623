import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import type { Outcome } from "../engine/events.ts";
import { partOf } from "../engine/fileOrigin.ts";
import type { EndState } from "../engine/job.ts";
import { shownSource, sourceName } from "../engine/source.ts";
import { type Explanation, explain, inOneLine } from "./explain.ts";
import type { LogLine } from "./jobLine.ts";
import { withPart } from "./partText.ts";
import { counted, firstOf, grouped, listed } from "./wording.ts";

/** A job that ended in one of the ways. */
export type Ended<S extends EndState["step"]> = Outcome & {
	readonly state: Extract<EndState, { step: S }>;
};

/** How the recordings of a command ended, each kind by itself. */
export interface CommandEnd {
	readonly failed: readonly Ended<"failed">[];
	readonly done: readonly Ended<"done">[];
	readonly cancelled: readonly Ended<"cancelled">[];
	/** How many were no jobs at all: they have transcripts, say. */
	readonly leftOut: number;
	/** Whether a person stopped the command before all was sent. */
	readonly wasStopped: boolean;
}

/** Sorts outcomes by their kind. */
export function endOf(
	outcomes: readonly Outcome[],
	leftOut: number,
	wasStopped: boolean,
): CommandEnd {
	return {
		failed: outcomes.filter(isIn("failed")),
		done: outcomes.filter(isIn("done")),
		cancelled: outcomes.filter(isIn("cancelled")),
		leftOut,
		wasStopped,
	};
}

/** How many recordings a command had. */
export function sizeOf({ failed, done, cancelled, leftOut }: CommandEnd) {
	return failed.length + done.length + cancelled.length + leftOut;
}

/** A notification names so many files. */
const NAMES_TOLD = 5;

/** What a person reads of a command in which something failed: that first. */
export function failureText(end: CommandEnd): {
	readonly text: string;
	readonly link?: Explanation["link"];
} {
	const { failed } = end;
	const [first] = failed;
	if (first === undefined) {
		return { text: "" };
	}
	const explanation = explain(first.state.failure, first.spec.source);
	const names = failed.map(({ spec }) => sourceName(spec.source));
	const many =
		failed.length === 1
			? []
			: [
					`${counted(failed.length, "file")} could not be transcribed: ${firstOf(names, NAMES_TOLD)}.`,
				];
	const isOneReason =
		new Set(failed.map(({ state }) => state.failure.type)).size === 1;
	const text = [
		...many,
		isOneReason
			? inOneLine(explanation)
			: `${explanation.what} The output explains each.`,
		...readyText(end),
		...restText(end),
	];
	return {
		text: text.join(" "),
		...(isOneReason && { link: explanation.link }),
	};
}

/** What a person reads of a command in which nothing failed and something is done; empty where nothing is to be told. */
export function doneText(end: CommandEnd): string {
	const { done, wasStopped } = end;
	const [first] = done;
	if (first === undefined && !wasStopped) {
		return "";
	}
	return [
		...(first && done.length === 1 ? [singleText(first)] : readyText(end)),
		...(done.length === 1 ? [] : silentText(done)),
		...restText(end),
	].join(" ");
}

function singleText({ spec, state }: Ended<"done">): string {
	const files = listed(state.outputs.map((file) => path.basename(file)));
	const what = withPart(sourceName(spec.source), partOf(spec.params));
	if (state.hasSpeech) {
		return l10n.t("The transcript of {0} is ready: {1}.", what, files);
	}
	return state.outputs.length === 1
		? l10n.t("No speech was found in {0}; {1} says so.", what, files)
		: l10n.t("No speech was found in {0}; {1} say so.", what, files);
}

function readyText({ done, failed }: CommandEnd): string[] {
	if (done.length === 0) {
		return [];
	}
	const where = failed.length === 0 ? ", each beside its recording" : "";
	return [
		`${counted(done.length, "transcript")} ${done.length === 1 ? "is" : "are"} ready${where}.`,
	];
}

function silentText(done: readonly Ended<"done">[]): string[] {
	const silent = done.filter(({ state }) => !state.hasSpeech);
	const names = silent.map(({ spec }) => sourceName(spec.source));
	return silent.length === 0
		? []
		: [`No speech was found in ${firstOf(names, NAMES_TOLD)}.`];
}

/** What was not transcribed, and did not fail. */
function restText({ cancelled, leftOut, wasStopped }: CommandEnd): string[] {
	return [
		...(cancelled.length === 0
			? []
			: wasStopped
				? [
						`Stopped: ${counted(cancelled.length, "file")} ${cancelled.length === 1 ? "was" : "were"} not transcribed. The same command goes on with ${cancelled.length === 1 ? "it" : "them"}.`,
					]
				: [`${grouped(cancelled.length)} cancelled.`]),
		...(leftOut === 0
			? []
			: [
					`${grouped(leftOut)} ${leftOut === 1 ? "was" : "were"} left out; the output says why.`,
				]),
	];
}

/** The lines of the output that sum a command up: each failure, then the counts. */
export function endLines(end: CommandEnd): LogLine[] {
	const { failed, done, cancelled, leftOut } = end;
	const counts = {
		failed: failed.length,
		done: done.length,
		leftOut,
		cancelled: cancelled.length,
	};
	return [
		...failed.map(
			({ spec, state }): LogLine => ({
				level: "error",
				sentence: `Failed: ${inOneLine(explain(state.failure, spec.source))}`,
				fields: {
					event: "summaryOfFailure",
					job: spec.id,
					file: shownSource(spec.source),
					type: state.failure.type,
				},
			}),
		),
		{
			level: "info",
			sentence: `Of ${counted(sizeOf(end), "file")}: ${grouped(failed.length)} failed, ${grouped(done.length)} done, ${grouped(leftOut)} left out, ${grouped(cancelled.length)} cancelled.`,
			fields: { event: "summary", ...counts },
		},
	];
}

function isIn<S extends EndState["step"]>(step: S) {
	return (outcome: Outcome): outcome is Ended<S> => outcome.state.step === step;
}
