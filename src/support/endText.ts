import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import type { Outcome } from "../engine/events.ts";
import { partOf } from "../engine/fileOrigin.ts";
import type { EndState } from "../engine/job.ts";
import { shownSource, sourceName } from "../engine/source.ts";
import { inEnglish } from "../language/language.ts";
import { firstOf, grouped, listed } from "../language/numbers.ts";
import { type Explanation, explain, inOneLine } from "./explain.ts";
import { failureFields, type LogLine, transcriptField } from "./jobLine.ts";
import { withPart } from "./partText.ts";
import { counted } from "./wording.ts";

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
					l10n.t(
						"{0} files could not be transcribed: {1}.",
						grouped(failed.length),
						firstOf(names, NAMES_TOLD),
					),
				];
	const isOneReason =
		new Set(failed.map(({ state }) => state.failure.type)).size === 1;
	const text = [
		...many,
		isOneReason
			? inOneLine(explanation)
			: l10n.t("{0} The output explains each.", explanation.what),
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
	const count = grouped(done.length);
	if (failed.length === 0) {
		return [
			l10n.t("{0} transcripts are ready, each beside its recording.", count),
		];
	}
	return [
		done.length === 1
			? l10n.t("1 transcript is ready.")
			: l10n.t("{0} transcripts are ready.", count),
	];
}

function silentText(done: readonly Ended<"done">[]): string[] {
	const silent = done.filter(({ state }) => !state.hasSpeech);
	const names = silent.map(({ spec }) => sourceName(spec.source));
	return silent.length === 0
		? []
		: [l10n.t("No speech was found in {0}.", firstOf(names, NAMES_TOLD))];
}

/** What was not transcribed, and did not fail. */
function restText({ cancelled, leftOut, wasStopped }: CommandEnd): string[] {
	return [
		...(cancelled.length === 0
			? []
			: wasStopped
				? [
						cancelled.length === 1
							? l10n.t(
									"Stopped: 1 file was not transcribed. The same command goes on with it.",
								)
							: l10n.t(
									"Stopped: {0} files were not transcribed. The same command goes on with them.",
									grouped(cancelled.length),
								),
					]
				: [l10n.t("{0} cancelled.", grouped(cancelled.length))]),
		...(leftOut === 0
			? []
			: [
					leftOut === 1
						? l10n.t("1 was left out; the output says why.")
						: l10n.t(
								"{0} were left out; the output says why.",
								grouped(leftOut),
							),
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
				sentence: `Failed: ${inOneLine(explain(state.failure, spec.source, inEnglish))}`,
				fields: {
					event: "summaryOfFailure",
					job: spec.id,
					file: shownSource(spec.source),
					...transcriptField(state),
					step: state.at,
					...failureFields(state.failure),
				},
			}),
		),
		{
			level: "info",
			sentence: `Of ${counted(sizeOf(end), "file")}: ${grouped(failed.length, "en")} failed, ${grouped(done.length, "en")} done, ${grouped(leftOut, "en")} left out, ${grouped(cancelled.length, "en")} cancelled.`,
			fields: { event: "summary", ...counts },
		},
	];
}

function isIn<S extends EndState["step"]>(step: S) {
	return (outcome: Outcome): outcome is Ended<S> => outcome.state.step === step;
}
