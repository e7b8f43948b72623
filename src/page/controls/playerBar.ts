import * as l10n from "@vscode/l10n";
import type { Script } from "../../transcript/script.ts";
import { clock } from "../clock.ts";
import { element } from "../dom.ts";
import { icon } from "../icon.ts";
import { type Playback, RATES } from "../playback.ts";
import { iconButton, relabel } from "./button.ts";
import { SpeechStrip } from "./speechStrip.ts";

/** Play, place and speed. */
export class PlayerBar {
	readonly element: HTMLElement;
	readonly #playback: Playback;
	readonly #play: HTMLButtonElement;
	readonly #time = element("span", { class: "clock" });
	readonly #strip = new SpeechStrip();
	readonly #slider = element("input", {
		type: "range",
		min: "0",
		step: "0.1",
		"aria-label": l10n.t("Position"),
	});
	readonly #ahead = element("div", { class: "ahead" });
	readonly #rate: HTMLSelectElement;
	#shownSecond = -1;

	/** @param setRate - called with the speed that was chosen. */
	constructor(playback: Playback, setRate: (rate: number) => void) {
		this.#playback = playback;
		this.#play = iconButton(
			"play",
			l10n.t("Play"),
			() => void playback.playOrPause(),
		);
		this.#rate = rateSelect(setRate);
		this.#slider.addEventListener("input", () => {
			playback.seek(this.#slider.valueAsNumber * 1000);
		});
		this.element = element(
			"div",
			{ class: "player" },
			this.#play,
			element(
				"div",
				{ class: "track" },
				this.#strip.element,
				this.#ahead,
				this.#slider,
			),
			this.#time,
			this.#rate,
		);
		playback.listen(({ type }) => {
			if (type === "position") {
				this.#showPosition(false);
			} else {
				this.show();
			}
		});
	}

	/** Shows the speech of a script in the strip. */
	showScript(script: Script): void {
		this.#strip.show(script, this.#playback.durationMs ?? 0);
	}

	showRate(rate: number): void {
		const value = String(rate);
		if (![...this.#rate.options].some((each) => each.value === value)) {
			this.#rate.append(new Option(`${rate}×`, value));
		}
		this.#rate.value = value;
	}

	/** Shows what the playback is like now. */
	show(): void {
		const { isPlaying, canPlay, durationMs } = this.#playback;
		this.element.hidden = !canPlay;
		this.#play.replaceChildren(icon(isPlaying ? "pause" : "play"));
		relabel(this.#play, isPlaying ? l10n.t("Pause") : l10n.t("Play"));
		this.#slider.max = String((durationMs ?? 0) / 1000);
		this.#slider.disabled = durationMs === undefined;
		this.#showPosition(true);
	}

	/** The bar moves with every frame; text and slider once a second, for who hears them read. */
	#showPosition(isForced: boolean): void {
		const { positionMs, durationMs = 0 } = this.#playback;
		const share = durationMs > 0 ? Math.min(1, positionMs / durationMs) : 0;
		this.#ahead.style.transform = `scaleX(${1 - share})`;
		const second = Math.floor(positionMs / 1000);
		if (isForced || second !== this.#shownSecond) {
			this.#shownSecond = second;
			this.#time.textContent = `${clock(positionMs)} / ${clock(durationMs)}`;
			this.#slider.valueAsNumber = positionMs / 1000;
			this.#slider.setAttribute(
				"aria-valuetext",
				l10n.t("{0} of {1}", clock(positionMs), clock(durationMs)),
			);
		}
	}
}

function rateSelect(setRate: (rate: number) => void): HTMLSelectElement {
	const select = element(
		"select",
		{
			class: "rate",
			"aria-label": l10n.t("Speed"),
			title: l10n.t("Speed"),
		},
		...RATES.map((rate) => new Option(`${rate}×`, String(rate))),
	);
	select.addEventListener("change", () => setRate(Number(select.value)));
	return select;
}
