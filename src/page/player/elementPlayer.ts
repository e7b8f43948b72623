import { Emitter } from "../emitter.ts";
import type { MediaElementSource } from "./mediaElementSource.ts";
import type { Player, PlayerEvent, PlayerFailure } from "./player.ts";

/** Plays what a source gives to a media element of its own. */
export class ElementPlayer implements Player {
	readonly #element: HTMLMediaElement;
	readonly #events = new Emitter<PlayerEvent>();
	readonly #listening = new AbortController();

	readonly #source: MediaElementSource;
	/** Done when the element has something to play. */
	readonly #attached: Promise<void>;

	constructor(kind: "audio" | "video", source: MediaElementSource) {
		this.#element = document.createElement(kind);
		this.#element.preload = "metadata";
		this.#element.preservesPitch = true;
		this.#forward();
		this.#source = source;
		this.#attached = source.attach(this.#element, (failure) =>
			this.#events.emit({ type: "failed", failure }),
		);
	}

	get picture(): HTMLElement | undefined {
		return this.#element instanceof HTMLVideoElement
			? this.#element
			: undefined;
	}

	get positionMs(): number {
		return this.#element.currentTime * 1000;
	}

	get durationMs(): number | undefined {
		const { duration } = this.#element;
		return Number.isFinite(duration) ? duration * 1000 : undefined;
	}

	get isPlaying(): boolean {
		return !this.#element.paused && !this.#element.ended;
	}

	get rate(): number {
		return this.#element.playbackRate;
	}

	set rate(rate: number) {
		this.#element.defaultPlaybackRate = rate;
		this.#element.playbackRate = rate;
	}

	async play(): Promise<void> {
		try {
			await this.#attached;
			await this.#element.play();
		} catch {
			// A pause came first, which is no failure, or the element tells its error.
		}
	}

	pause(): void {
		this.#element.pause();
	}

	seek(positionMs: number): void {
		const last = this.durationMs ?? Number.POSITIVE_INFINITY;
		this.#element.currentTime = Math.min(Math.max(0, positionMs), last) / 1000;
	}

	listen(listener: (event: PlayerEvent) => void): () => void {
		return this.#events.listen(listener);
	}

	dispose(): void {
		this.#source.dispose();
		this.#listening.abort();
		this.#events.dispose();
		this.#element.pause();
		// Ends the loading, as HTML's standard says it is to be done.
		this.#element.removeAttribute("src");
		this.#element.load();
		this.#element.remove();
	}

	#forward(): void {
		const { signal } = this.#listening;
		const on = (types: readonly string[], event: () => PlayerEvent) => {
			for (const type of types) {
				this.#element.addEventListener(type, () => this.#events.emit(event()), {
					signal,
				});
			}
		};
		on(["play", "pause", "ended"], () => ({
			type: "playing",
			isPlaying: this.isPlaying,
		}));
		on(["seeking"], () => ({ type: "sought" }));
		on(["durationchange"], () => ({ type: "duration" }));
		on(["waiting"], () => ({ type: "waiting", isWaiting: true }));
		on(["playing", "canplay"], () => ({ type: "waiting", isWaiting: false }));
		on(["error"], () => ({ type: "failed", failure: this.#failure() }));
	}

	#failure(): PlayerFailure {
		return this.#element.error?.code === MediaError.MEDIA_ERR_NETWORK
			? "unreachable"
			: "unreadable";
	}
}
