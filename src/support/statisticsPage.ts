import * as l10n from "@vscode/l10n";
import { grouped } from "../language/numbers.ts";
import { adviceOf } from "../retry/advice.ts";
import {
	type DayCounts,
	type Statistics,
	type StepCounts,
	total,
	totalOfSteps,
} from "../retry/statistics.ts";

/** Days in the chart of the last days. */
const DAYS_SHOWN = 14;

/** A bar: what it stands for, and how much. */
interface Bar {
	readonly label: string;
	readonly value: number;
	/** `ok`, `late` or `bad`: the colour, which only repeats what the label says. */
	readonly tone: "ok" | "late" | "bad";
}

/**
 * The retry statistics as a page's body: bars for the eye, and every number as
 * text. Without scripts; links run VS Code's commands.
 *
 * @param today - `2026-11-24`.
 * @param resetCommand - id of the command that forgets them.
 */
export function statisticsPage(
	statistics: Statistics,
	today: string,
	resetCommand: string,
): string {
	const steps = total(statistics);
	const all = totalOfSteps(steps);
	if (countOf(all) === 0) {
		return `<main>${heading(1, l10n.t("Retry Statistics"))}<p>${escapeHtml(l10n.t("Nothing has been counted yet. Come back after a few transcriptions."))}</p></main>`;
	}
	return [
		`<main>${heading(1, l10n.t("Retry Statistics"))}`,
		summary(all),
		adviceSection(steps),
		heading(2, l10n.t("The attempt at which steps succeed")),
		`<div class="columns">${Object.entries(steps).map(stepSection).join("")}</div>`,
		failuresSection(all),
		daysSection(statistics, today),
		`<p><a class="button" href="command:${resetCommand}">${escapeHtml(l10n.t("Reset the statistics"))}</a></p></main>`,
	].join("\n");
}

function summary(all: StepCounts): string {
	const [first = 0] = all.succeededAt;
	const count = countOf(all);
	const retried = count - first - all.gaveUp;
	return `<ul class="tiles">${[
		tile(grouped(count), l10n.t("steps")),
		tile(share(first, count), l10n.t("at the first attempt")),
		tile(share(retried, count), l10n.t("after a retry")),
		tile(share(all.gaveUp, count), l10n.t("given up")),
		tile(duration(all.waitedMs), l10n.t("waited between attempts")),
	].join("")}</ul>`;
}

function tile(value: string, label: string): string {
	return `<li><strong>${escapeHtml(value)}</strong> ${escapeHtml(label)}</li>`;
}

function adviceSection(steps: DayCounts): string {
	const advice = adviceOf(steps);
	return advice.length === 0
		? ""
		: `<section class="advice">${heading(2, l10n.t("What to change"))}<ul>${advice
				.map((each) => `<li>${linkSettings(escapeHtml(each))}</li>`)
				.join("")}</ul></section>`;
}

function stepSection([step, counts]: [string, StepCounts]): string {
	const bars = counts.succeededAt.map(
		(value, index): Bar => ({
			label: l10n.t("attempt {0}", index + 1),
			value,
			tone: index === 0 ? "ok" : "late",
		}),
	);
	return barTable(step, [
		...bars,
		{ label: l10n.t("given up"), value: counts.gaveUp, tone: "bad" },
	]);
}

function failuresSection({ failures }: StepCounts): string {
	const bars = Object.entries(failures)
		.sort(([, a], [, b]) => b - a)
		.map(([label, value]): Bar => ({ label, value, tone: "bad" }));
	return bars.length === 0
		? `${heading(2, l10n.t("Failures by kind"))}<p>${escapeHtml(l10n.t("None."))}</p>`
		: heading(2, l10n.t("Failures by kind")) +
				barTable(l10n.t("failed attempts"), bars);
}

function daysSection(statistics: Statistics, today: string): string {
	const days = Array.from({ length: DAYS_SHOWN }, (_, index) =>
		new Date(Date.parse(today) - index * 24 * 3600 * 1000)
			.toISOString()
			.slice(0, 10),
	);
	const bars = days.map((day): Bar => {
		const counts = totalOfSteps(statistics[day] ?? {});
		const [first = 0] = counts.succeededAt;
		return {
			label: day,
			value: countOf(counts) - first,
			tone: counts.gaveUp > 0 ? "bad" : "late",
		};
	});
	return (
		heading(2, l10n.t("The last {0} days", DAYS_SHOWN)) +
		barTable(l10n.t("steps that failed at first, or were given up"), bars)
	);
}

/** A table with a bar a row; its caption names the numbers. */
function barTable(caption: string, bars: readonly Bar[]): string {
	const most = Math.max(1, ...bars.map(({ value }) => value));
	const rows = bars.map(
		({ label, value, tone }) =>
			`<tr><th scope="row">${escapeHtml(label)}</th><td class="number">${value}</td><td><svg aria-hidden="true" width="200" height="12"><rect class="${tone}" width="${Math.round((200 * value) / most)}" height="12" rx="2"/></svg></td></tr>`,
	);
	return `<table><caption>${escapeHtml(caption)}</caption><tbody>${rows.join("")}</tbody></table>`;
}

function linkSettings(text: string): string {
	return text.replace(
		/sidescribe\.[\w.]*\w/g,
		(id) =>
			`<a href="command:workbench.action.openSettings?${encodeURIComponent(JSON.stringify([id]))}">${id}</a>`,
	);
}

function countOf({ succeededAt, gaveUp }: StepCounts): number {
	return succeededAt.reduce((sum, each) => sum + each, gaveUp);
}

function share(part: number, whole: number): string {
	return l10n.t("{0} %", Math.round((100 * part) / whole));
}

function duration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	return seconds < 120
		? l10n.t("{0} s", seconds)
		: l10n.t("{0} min", Math.round(seconds / 60));
}

function heading(level: 1 | 2, text: string): string {
	return `<h${level}>${escapeHtml(text)}</h${level}>`;
}

function escapeHtml(text: string): string {
	return text
		.replace(/&/g, "&amp;")
		.replace(/</g, "&lt;")
		.replace(/>/g, "&gt;")
		.replace(/"/g, "&quot;");
}
