import type { Media } from "../../protocol/protocol.ts";
import { element } from "../dom.ts";
import type { PlayerFailure } from "../player/player.ts";
import { textButton } from "./button.ts";

/** Says why nothing is heard, and what to do about it. */
export class MediaNotice {
	readonly element = element("div", { class: "notice", role: "status" });
	readonly #choose: () => void;

	/** @param choose - lets a person choose the recording. */
	constructor(choose: () => void) {
		this.#choose = choose;
		this.clear();
	}

	clear(): void {
		this.element.hidden = true;
		this.element.replaceChildren();
	}

	/** Tells that there is no recording, if there is none. */
	showMedia(media: Media): void {
		if (media.kind === "none" && media.reason !== "") {
			this.#show(media.reason, true);
		} else {
			this.clear();
		}
	}

	showFailure(media: Media, failure: PlayerFailure): void {
		if (media.kind !== "none") {
			this.#show(sentenceFor(media, failure), failure !== "noDecoder");
		}
	}

	#show(sentence: string, canChoose: boolean): void {
		this.element.hidden = false;
		this.element.replaceChildren(
			element("span", { dir: "auto" }, sentence),
			...(canChoose
				? [textButton("Choose Recording…", "secondary", this.#choose)]
				: []),
		);
	}
}

function sentenceFor(
	{ name, mayLackDecoder }: Exclude<Media, { kind: "none" }>,
	failure: PlayerFailure,
): string {
	switch (failure) {
		case "noDecoder":
			return `${name} has no sound here: this VS Code has no decoder for it.`;
		case "unreadable":
			return mayLackDecoder
				? `${name} cannot be heard here: this VS Code has no decoder for it.`
				: `${name} cannot be played: it is damaged, gone, or of a kind that VS Code does not play.`;
		case "unreachable":
			return `${name} came no further: it was moved or changed, or its drive is gone.`;
		default:
			return failure satisfies never;
	}
}
