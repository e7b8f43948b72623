import * as l10n from "@vscode/l10n";
import type { Media } from "../../protocol/protocol.ts";
import { element } from "../dom.ts";
import type { PlayerFailure } from "../player/player.ts";
import { whyNoSound } from "../sound/whyNoSound.ts";
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
			this.#show(whyNoSound({ name: media.name, failure }), true);
		}
	}

	#show(sentence: string, canChoose: boolean): void {
		this.element.hidden = false;
		this.element.replaceChildren(
			element("span", { dir: "auto" }, sentence),
			...(canChoose
				? [textButton(l10n.t("Choose Recording…"), "secondary", this.#choose)]
				: []),
		);
	}
}
