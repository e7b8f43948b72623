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
			: [["Length", clock(durationMs)] satisfies [string, string]]),
		["Speech", clock(spokenMs)],
		["Words", words.toLocaleString()],
		["Paragraphs", paragraphs.toLocaleString()],
		["Words a minute", pace.toLocaleString()],
		["Doubtful words", countDoubtful(script).toLocaleString()],
	];
	openPopover(anchor, "Statistics", [
		element("h2", { tabindex: "-1" }, "Statistics"),
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
				...["Speaker", "Share", "Time", "Words"].map((each) =>
					element("th", { scope: "col" }, each),
				),
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
					element("td", {}, words.toLocaleString()),
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
	return `${Math.round(share * 100)} %`;
}
