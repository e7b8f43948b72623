import arrowDown from "@vscode/codicons/src/icons/arrow-down.svg";
import arrowUp from "@vscode/codicons/src/icons/arrow-up.svg";
import caseSensitive from "@vscode/codicons/src/icons/case-sensitive.svg";
import chevronDown from "@vscode/codicons/src/icons/chevron-down.svg";
import chevronRight from "@vscode/codicons/src/icons/chevron-right.svg";
import close from "@vscode/codicons/src/icons/close.svg";
import copy from "@vscode/codicons/src/icons/copy.svg";
import pause from "@vscode/codicons/src/icons/debug-pause.svg";
import media from "@vscode/codicons/src/icons/device-camera-video.svg";
import edit from "@vscode/codicons/src/icons/edit.svg";
import exportAs from "@vscode/codicons/src/icons/export.svg";
import eye from "@vscode/codicons/src/icons/eye.svg";
import graph from "@vscode/codicons/src/icons/graph.svg";
import history from "@vscode/codicons/src/icons/history.svg";
import play from "@vscode/codicons/src/icons/play.svg";
import question from "@vscode/codicons/src/icons/question.svg";
import regex from "@vscode/codicons/src/icons/regex.svg";
import replace from "@vscode/codicons/src/icons/replace.svg";
import replaceAll from "@vscode/codicons/src/icons/replace-all.svg";
import search from "@vscode/codicons/src/icons/search.svg";
import target from "@vscode/codicons/src/icons/target.svg";
import wholeWord from "@vscode/codicons/src/icons/whole-word.svg";

const SOURCES = {
	arrowDown,
	arrowUp,
	caseSensitive,
	chevronDown,
	chevronRight,
	close,
	copy,
	edit,
	exportAs,
	eye,
	graph,
	history,
	media,
	pause,
	play,
	question,
	regex,
	replace,
	replaceAll,
	search,
	target,
	wholeWord,
} as const;

export type IconName = keyof typeof SOURCES;

/** One of VS Code's own icons, in the colour of the text around it; what it means is for the control to say. */
export function icon(name: IconName): SVGElement {
	const parsed = new DOMParser().parseFromString(
		SOURCES[name],
		"image/svg+xml",
	);
	const svg = document.importNode(parsed.documentElement, true);
	svg.setAttribute("aria-hidden", "true");
	return svg as unknown as SVGElement;
}
