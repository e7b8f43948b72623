import { EditorView } from "@codemirror/view";
import type { FromPage } from "../protocol/protocol.ts";
import type { TranscriptEditor } from "./editor/transcriptEditor.ts";
import {
	loadViewState,
	saveViewState,
	type ViewState,
} from "./host/viewState.ts";
import type { Playback } from "./playback.ts";

/** How often a place is kept and told at most, in milliseconds. */
const EVERY_MS = 2000;

/** Keeps where the reader is for when the tab comes back, and tells the host where playback stands. */
export class KeptPlace {
	readonly #editor: TranscriptEditor;
	readonly #playback: Playback;
	readonly #send: (message: FromPage) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isRestored = false;

	constructor(
		editor: TranscriptEditor,
		playback: Playback,
		send: (message: FromPage) => void,
	) {
		this.#editor = editor;
		this.#playback = playback;
		this.#send = send;
		editor.listen(() => this.#keepSoon());
		playback.listen(({ type }) => {
			if (type === "playing") {
				this.#tell();
			}
			this.#keepSoon();
		});
	}

	/** Goes back to where the reader was, once; to the host's place where it names one. */
	restore(startMs: number | undefined): void {
		if (this.#isRestored) {
			return;
		}
		this.#isRestored = true;
		const kept = loadViewState();
		const positionMs = startMs ?? kept?.positionMs ?? 0;
		if (positionMs > 0) {
			this.#playback.seek(positionMs);
		}
		if (kept !== undefined && startMs === undefined) {
			this.#show(kept);
		}
	}

	#show({ caret, top }: ViewState): void {
		const { view } = this.#editor;
		const { length } = view.state.doc;
		view.dispatch({
			selection: { anchor: Math.min(caret, length) },
			effects: EditorView.scrollIntoView(Math.min(top, length), { y: "start" }),
		});
	}

	#keepSoon(): void {
		if (this.#isRestored && this.#timer === undefined) {
			this.#timer = setTimeout(() => {
				this.#timer = undefined;
				this.#keep();
			}, EVERY_MS);
		}
	}

	#keep(): void {
		const { view } = this.#editor;
		const top = view.scrollDOM.getBoundingClientRect().top;
		saveViewState({
			positionMs: this.#playback.positionMs,
			caret: view.state.selection.main.head,
			top: view.lineBlockAtHeight(top - view.documentTop).from,
		});
		if (this.#playback.isPlaying) {
			this.#tell();
		}
	}

	#tell(): void {
		const { positionMs, isPlaying } = this.#playback;
		this.#send({
			type: "position",
			timeMs: Math.max(0, positionMs),
			isPlaying,
		});
	}
}
