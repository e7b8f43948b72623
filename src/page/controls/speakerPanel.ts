import * as l10n from "@vscode/l10n";
import { grouped } from "../../language/numbers.ts";
import type { Edit } from "../../transcript/edits.ts";
import type { Script } from "../../transcript/script.ts";
import {
	newSpeaker,
	type Speaker,
	speakersOf,
} from "../../transcript/speakers.ts";
import { element } from "../dom.ts";
import { textButton } from "./button.ts";
import { openPopover } from "./popover.ts";

/** What a person wants of a paragraph's speaker. */
interface Wish {
	readonly name: string;
	/** In all paragraphs of the speaker, or in this one. */
	readonly isEverywhere: boolean;
}

/**
 * Asks who speaks in a paragraph: another name for the speaker, everywhere or
 * here, or another speaker, who is one with the former from then on.
 */
export function openSpeakerPanel(
	anchor: Element,
	script: Script,
	paragraph: number,
	edit: (edit: Edit) => void,
): void {
	const speakers = speakersOf(script);
	const id = script.paragraphs[paragraph]?.speaker;
	const speaker = speakers.find((each) => each.id === id);
	const name = element("input", {
		type: "text",
		value: speaker?.name ?? "",
		maxlength: "200",
		list: "speaker-names",
		"aria-label": l10n.t("Speaker's name"),
		autofocus: "",
		dir: "auto",
		autocomplete: "off",
		spellcheck: "false",
	});
	const scope = scopeChoice(speaker);
	const effect = element("p", { class: "effect", role: "status" });
	const wish = (): Wish => ({
		name: name.value.replace(/\s+/gu, " ").trim(),
		isEverywhere: speaker !== undefined && scope.isEverywhere(),
	});
	const form = element(
		"form",
		{ class: "speaker-form" },
		name,
		element(
			"datalist",
			{ id: "speaker-names" },
			...speakers.map((each) => new Option(each.name)),
		),
		scope.element,
		effect,
	);
	const apply = () => {
		const made = editFor(script, paragraph, speaker, wish());
		close();
		if (made !== undefined) {
			edit(made);
		}
	};
	form.append(
		element(
			"div",
			{ class: "buttons" },
			element("button", { type: "submit", class: "primary" }, l10n.t("Apply")),
			textButton(l10n.t("Cancel"), "secondary", () => close()),
		),
	);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		apply();
	});
	form.addEventListener("input", () => {
		effect.textContent = sentenceFor(script, speaker, wish());
	});
	const close = openPopover(anchor, l10n.t("Speaker"), [form]);
	name.select();
}

function scopeChoice(speaker: Speaker | undefined): {
	readonly element: HTMLElement;
	isEverywhere(): boolean;
} {
	const everywhere = element("input", {
		type: "radio",
		name: "scope",
		checked: "",
	});
	const here = element("input", { type: "radio", name: "scope" });
	const count = speaker?.paragraphs ?? 0;
	const choice = element(
		"fieldset",
		{},
		element("legend", { class: "visually-hidden" }, l10n.t("Where")),
		element(
			"label",
			{},
			everywhere,
			count === 1
				? l10n.t("Everywhere (1 paragraph)")
				: l10n.t("Everywhere ({0} paragraphs)", grouped(count)),
		),
		element("label", {}, here, l10n.t("Only in this paragraph")),
	);
	choice.hidden = speaker === undefined;
	return { element: choice, isEverywhere: () => everywhere.checked };
}

/** What a wish will do, for the reader. */
function sentenceFor(
	script: Script,
	speaker: Speaker | undefined,
	{ name, isEverywhere }: Wish,
): string {
	if (name === (speaker?.name ?? "")) {
		return "";
	}
	const other = speakersOf(script).find((each) => each.name === name);
	if (!isEverywhere) {
		return name === "" ? l10n.t("This paragraph will have no speaker.") : "";
	}
	if (other !== undefined) {
		return l10n.t(
			"{0} and {1} will be one speaker.",
			speaker?.name ?? "",
			name,
		);
	}
	return name === "" ? l10n.t("The given name will be taken back.") : "";
}

function editFor(
	script: Script,
	paragraph: number,
	speaker: Speaker | undefined,
	{ name, isEverywhere }: Wish,
): Edit | undefined {
	if (name === (speaker?.name ?? "")) {
		return undefined;
	}
	const other = speakersOf(script).find((each) => each.name === name);
	if (isEverywhere && speaker !== undefined) {
		return other === undefined
			? { kind: "nameSpeaker", speaker: speaker.id, name }
			: { kind: "mergeSpeakers", from: speaker.id, into: other.id };
	}
	if (name === "") {
		return { kind: "setSpeaker", paragraph };
	}
	if (other !== undefined) {
		return { kind: "setSpeaker", paragraph, speaker: other.id };
	}
	const id = newSpeaker(script);
	return {
		kind: "many",
		edits: [
			{ kind: "setSpeaker", paragraph, speaker: id },
			{ kind: "nameSpeaker", speaker: id, name },
		],
	};
}
