import * as l10n from "@vscode/l10n";
import { grouped } from "../../language/numbers.ts";
import type { Script } from "../../transcript/script.ts";
import { scriptStatistics } from "../../transcript/scriptStatistics.ts";
import { clock } from "../clock.ts";
import { element } from "../dom.ts";
import { countDoubtful } from "../text/doubtful.ts";
import { openPopover } from "./popover.ts";

/** Shows a transcript's length, words and the speakers' shares. */
export function openStatistics(
	anchor: Element,
	script: Script,
	durationMs: number | undefined,
): void {
	const { words, paragraphs, spokenMs, speakers } = scriptStatistics(script);
	const pace = spokenMs > 0 ? Math.round((words * 60_000) / spokenMs) : 0;
	const facts: [string, string][] = [
		...(durationMs === undefined
			? []
			: [[l10n.t("Length"), clock(durationMs)] satisfies [string, string]]),
		[l10n.t("Speech"), clock(spokenMs)],
		[l10n.t("Words"), grouped(words)],
		[l10n.t("Paragraphs"), grouped(paragraphs)],
		[l10n.t("Words a minute"), grouped(pace)],
		[l10n.t("Doubtful words"), grouped(countDoubtful(script))],
	];
	openPopover(anchor, l10n.t("Statistics"), [
		element("h2", { tabindex: "-1" }, l10n.t("Statistics")),
		element(
			"table",
			{ class: "facts" },
			element(
				"tbody",
				{},
				...facts.map(([name, value]) =>
					element(
						"tr",
						{},
						element("th", { scope: "row" }, name),
						element("td", {}, value),
					),
				),
			),
		),
		...(speakers.length > 0 ? [speakerTable(speakers)] : []),
	]);
}

function speakerTable(
	speakers: ReturnType<typeof scriptStatistics>["speakers"],
): HTMLElement {
	return element(
		"table",
		{ class: "shares" },
		element(
			"thead",
			{},
			element(
				"tr",
				{},
				...[
					l10n.t("Speaker"),
					l10n.t("Share"),
					l10n.t("Time"),
					l10n.t("Words"),
				].map((each) => element("th", { scope: "col" }, each)),
			),
		),
		element(
			"tbody",
			{},
			...speakers.map(({ name, share, timeMs, words }) =>
				element(
					"tr",
					{},
					element("th", { scope: "row" }, element("bdi", {}, name)),
					element("td", {}, shareBar(share), percent(share)),
					element("td", {}, clock(timeMs)),
					element("td", {}, grouped(words)),
				),
			),
		),
	);
}

function shareBar(share: number): HTMLElement {
	const bar = element("span", { class: "share", "aria-hidden": "true" });
	bar.style.setProperty("--share", String(share));
	return bar;
}

function percent(share: number): string {
	return l10n.t("{0} %", Math.round(share * 100));
}
