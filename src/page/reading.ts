import type { TranscriptEditor } from "./editor/transcriptEditor.ts";
import type { Follow } from "./follow.ts";
import type { Playback } from "./playback.ts";
import { nextDoubtful } from "./text/doubtful.ts";
import type { WordPlace } from "./text/wordTimes.ts";

/** A player's clock may be so much behind the time that it was sent to, in milliseconds. */
const ROUNDING_MS = 1;

/** Brings sound and text together: the spoken word is marked, and a word is where to play from. */
export class Reading {
	readonly #editor: TranscriptEditor;
	readonly #playback: Playback;
	readonly #follow: Follow;
	#spoken: WordPlace | undefined;
	#hasBegun = false;

	constructor(editor: TranscriptEditor, playback: Playback, follow: Follow) {
		this.#editor = editor;
		this.#playback = playback;
		this.#follow = follow;
		editor.listen((event) => {
			if (event.type === "word") {
				this.playFrom(event.place);
			} else if (event.type === "typing") {
				playback.pause();
			}
		});
		playback.listen((event) => {
			if (event.type === "position") {
				this.#hasBegun = true;
				this.#showSpoken(false);
			}
		});
	}

	/** Where the reader is: at the spoken word while it plays, else at the caret. */
	get place(): WordPlace {
		const spoken = this.#playback.isPlaying ? this.#spoken : undefined;
		return spoken ?? this.#editor.caret ?? { paragraph: 0, word: 0 };
	}

	/** Marks the spoken word anew, as in a script that changed. */
	refresh(): void {
		this.#showSpoken(true);
	}

	/** Plays from a word on, where its time is known. */
	playFrom(place: WordPlace): void {
		if (this.#goTo(place)) {
			void this.#playback.play();
		}
	}

	/** To the beginning of what the next speaker says, or the one before; it plays on if it plays. */
	goToTurn(direction: 1 | -1): void {
		const { paragraphs } = this.#editor.shown.script;
		const isTurn = (index: number) =>
			paragraphs[index]?.speaker === undefined ||
			paragraphs[index]?.speaker !== paragraphs[index - 1]?.speaker;
		let at = this.place.paragraph + (direction === 1 ? 1 : 0);
		if (direction === -1 && this.place.word === 0) {
			at--;
		}
		while (at > 0 && at < paragraphs.length && !isTurn(at)) {
			at += direction;
		}
		if (at >= 0 && at < paragraphs.length) {
			const place = { paragraph: at, word: 0 };
			this.#goTo(place);
			this.#editor.goTo(place, "caret");
		}
	}

	/** Selects the next doubtful word, or the one before. */
	goToDoubtful(direction: 1 | -1): void {
		const { script } = this.#editor.shown;
		const place = nextDoubtful(script, this.place, direction);
		if (place !== undefined) {
			this.#goTo(place);
			this.#editor.goTo(place, "word");
			this.#editor.view.focus();
		}
	}

	#goTo(place: WordPlace): boolean {
		const start = this.#editor.shown.times.startOf(place);
		if (start === undefined || !this.#playback.canPlay) {
			return false;
		}
		this.#follow.resume();
		this.#playback.seek(start);
		return true;
	}

	#showSpoken(isForced: boolean): void {
		const place = this.#hasBegun
			? this.#editor.shown.times.at(this.#playback.positionMs + ROUNDING_MS)
			: undefined;
		const isSame =
			place?.paragraph === this.#spoken?.paragraph &&
			place?.word === this.#spoken?.word;
		if (!isSame || isForced) {
			this.#spoken = place;
			this.#editor.markSpoken(place);
			this.#follow.spoken(place);
		}
	}
}
