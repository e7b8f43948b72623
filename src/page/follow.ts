import { EditorView } from "@codemirror/view";
import { rangeOf } from "./editor/shownScript.ts";
import type { TranscriptEditor } from "./editor/transcriptEditor.ts";
import type { WordPlace } from "./text/wordTimes.ts";

/** The part of the height in which the spoken word is left where it is, from the top. */
const CALM = { from: 0.05, to: 0.75 };

/** Where it is brought to. */
const TARGET = 0.25;

/** Keeps the spoken word in view, until the reader scrolls away from it. */
export class Follow {
	readonly #editor: TranscriptEditor;
	readonly #changed: (isFollowing: boolean) => void;
	#place: WordPlace | undefined;
	#isFollowing = true;
	/** Whether the scrolling under way is our own. */
	#isScrolling = false;

	/** @param changed - told whether the reader went elsewhere. */
	constructor(
		editor: TranscriptEditor,
		changed: (isFollowing: boolean) => void,
	) {
		this.#editor = editor;
		this.#changed = changed;
		editor.view.scrollDOM.addEventListener("scrollend", () => {
			this.#isScrolling = false;
		});
		// A hand on the wheel or the bar ends what we scroll.
		for (const type of ["wheel", "pointerdown", "keydown"]) {
			editor.view.scrollDOM.addEventListener(
				type,
				() => {
					this.#isScrolling = false;
				},
				{ passive: true },
			);
		}
		editor.listen(({ type }) => {
			if (type === "scrolled" && !this.#isScrolling) {
				this.#set(this.#place === undefined || this.#isInView());
			}
		});
	}

	/** The word that is spoken now; absent before the first. */
	spoken(place: WordPlace | undefined): void {
		this.#place = place;
		if (this.#isFollowing) {
			this.#bring(false);
		}
	}

	/** Follows again, from the spoken word on. */
	resume(): void {
		this.#set(true);
		this.#bring(true);
	}

	#set(isFollowing: boolean): void {
		if (isFollowing !== this.#isFollowing) {
			this.#isFollowing = isFollowing;
			this.#changed(isFollowing);
		}
	}

	#isInView(): boolean {
		const share = this.#height();
		return share !== undefined && share >= 0 && share <= 1;
	}

	/** Brings the word to where it is read well, if it is not there. */
	#bring(isForced: boolean): void {
		const share = this.#height();
		if (
			this.#place === undefined ||
			(!isForced &&
				share !== undefined &&
				share >= CALM.from &&
				share <= CALM.to)
		) {
			return;
		}
		const { view } = this.#editor;
		const { scrollDOM } = view;
		const isNear = share !== undefined && share > -1 && share < 2;
		this.#isScrolling = true;
		if (isNear) {
			scrollDOM.scrollBy({
				top: (share - TARGET) * scrollDOM.clientHeight,
				behavior: isMotionReduced() ? "instant" : "smooth",
			});
			return;
		}
		const range = rangeOf(view.state, this.#place);
		if (range !== undefined) {
			view.dispatch({
				effects: EditorView.scrollIntoView(range.from, {
					y: "start",
					yMargin: TARGET * scrollDOM.clientHeight,
				}),
			});
		}
	}

	/** How far down the word stands, of the height that is seen; absent where it is not in the page. */
	#height(): number | undefined {
		const { view } = this.#editor;
		const range = this.#place && rangeOf(view.state, this.#place);
		const at = range && view.coordsAtPos(range.from);
		if (!at) {
			return undefined;
		}
		const { top, height } = view.scrollDOM.getBoundingClientRect();
		return (at.top - top) / Math.max(1, height);
	}
}

function isMotionReduced(): boolean {
	return (
		document.body.classList.contains("vscode-reduce-motion") ||
		matchMedia("(prefers-reduced-motion: reduce)").matches
	);
}
