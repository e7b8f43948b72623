import * as l10n from "@vscode/l10n";
import type { DayCounts, StepCounts } from "./statistics.ts";

/** Fewer steps than this say nothing. */
const ENOUGH = 20;

/**
 * What to change in the settings where the counts show a pattern: a sentence
 * each, none where there is nothing to change.
 */
export function adviceOf(steps: DayCounts): string[] {
	return Object.entries(steps).flatMap(([step, counts]) =>
		stepsIn(counts) < ENOUGH ? [] : adviceFor(step, counts),
	);
}

function adviceFor(step: string, counts: StepCounts): string[] {
	const [first = 0, second = 0] = counts.succeededAt;
	const retried = sum(counts.succeededAt) - first;
	const all = stepsIn(counts);
	const advice: string[] = [];
	if (retried >= all / 5 && second >= retried * 0.8) {
		advice.push(
			l10n.t(
				"Most of “{0}” that is retried succeeds at the second attempt: sidescribe.retry.initialDelaySeconds could be shorter.",
				step,
			),
		);
	}
	if (counts.gaveUp >= all / 20 && lastHelps(counts)) {
		advice.push(
			l10n.t(
				"“{0}” is given up in {1} % of cases, and its last attempts still succeed: more attempts (sidescribe.retry.maxAttempts) would save some.",
				step,
				Math.round((100 * counts.gaveUp) / all),
			),
		);
	}
	if ((counts.failures.rateLimited ?? 0) >= all / 10) {
		advice.push(
			l10n.t(
				"AssemblyAI often asks for fewer requests at “{0}”: fewer files at once (sidescribe.maxConcurrent) would wait less.",
				step,
			),
		);
	}
	return advice;
}

/** Whether the last attempt that ever succeeded did so more than once. */
function lastHelps({ succeededAt }: StepCounts): boolean {
	return succeededAt.length > 2 && (succeededAt.at(-1) ?? 0) > 1;
}

function stepsIn({ succeededAt, gaveUp }: StepCounts): number {
	return sum(succeededAt) + gaveUp;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
