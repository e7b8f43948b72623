import type { Script } from "../transcript/script.ts";
import { MediaNotice } from "./controls/mediaNotice.ts";
import { PlayerBar } from "./controls/playerBar.ts";
import { element } from "./dom.ts";
import type { Playback } from "./playback.ts";

/** The recording on top of the text: its picture, its bar, and why it cannot be heard. */
export class RecordingView {
	readonly picture = element("div", { class: "picture" });
	readonly notice: HTMLElement;
	readonly bar: HTMLElement;
	readonly #playback: Playback;
	readonly #playerBar: PlayerBar;
	readonly #notice: MediaNotice;
	#isShown = true;
	#script: Script = { paragraphs: [], names: {} };

	constructor(
		playback: Playback,
		{
			setRate,
			chooseMedia,
		}: { setRate(rate: number): void; chooseMedia(): void },
	) {
		this.#playback = playback;
		this.#playerBar = new PlayerBar(playback, setRate);
		this.#notice = new MediaNotice(chooseMedia);
		this.notice = this.#notice.element;
		this.bar = this.#playerBar.element;
		playback.listen((event) => {
			if (event.type === "media") {
				this.#notice.showMedia(playback.media);
				this.#showPicture();
			} else if (event.type === "failed") {
				this.#notice.showFailure(playback.media, event.failure);
			} else if (event.type === "duration") {
				this.showScript(this.#script);
			}
		});
		this.#showPicture();
	}

	/** Shows or hides picture and bar; sound and keys go on. */
	show(isShown: boolean): void {
		this.#isShown = isShown;
		this.#showPicture();
	}

	showRate(rate: number): void {
		this.#playerBar.showRate(rate);
	}

	showScript(script: Script): void {
		this.#script = script;
		this.#playerBar.showScript(script);
	}

	#showPicture(): void {
		const { picture, canPlay } = this.#playback;
		this.picture.replaceChildren(...(picture === undefined ? [] : [picture]));
		this.picture.hidden = picture === undefined || !this.#isShown;
		this.bar.hidden = !canPlay || !this.#isShown;
	}
}
