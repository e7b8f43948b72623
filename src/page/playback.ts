import type { Media } from "../protocol/protocol.ts";
import { Emitter } from "./emitter.ts";
import { createPlayer } from "./player/createPlayer.ts";
import type { Player, PlayerEvent } from "./player/player.ts";

/** The speeds that are offered. */
export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export type PlaybackEvent =
	/** Another recording, or none, is there. */
	| { readonly type: "media" }
	/** A frame while it plays, or a jump. */
	| { readonly type: "position"; readonly isJump: boolean }
	| Exclude<PlayerEvent, { type: "sought" }>;

/** The recording that the transcript is of, as far as there is one to play. */
export class Playback {
	readonly #events = new Emitter<PlaybackEvent>();
	#media: Media = { kind: "none", reason: "" };
	#player: Player | undefined;
	#rate = 1;
	#frame: number | undefined;

	get media(): Media {
		return this.#media;
	}

	get picture(): HTMLElement | undefined {
		return this.#player?.picture;
	}

	get canPlay(): boolean {
		return this.#player !== undefined;
	}

	get isPlaying(): boolean {
		return this.#player?.isPlaying ?? false;
	}

	/** In milliseconds. */
	get positionMs(): number {
		return this.#player?.positionMs ?? 0;
	}

	/** In milliseconds; absent where nobody knows. */
	get durationMs(): number | undefined {
		const known =
			this.#media.kind === "none" ? undefined : this.#media.durationMs;
		return this.#player?.durationMs ?? known;
	}

	get rate(): number {
		return this.#rate;
	}

	/** @returns what ends the listening. */
	listen(listener: (event: PlaybackEvent) => void): () => void {
		return this.#events.listen(listener);
	}

	/** Takes another recording, and stands where the former one stood. */
	load(media: Media): void {
		const { positionMs } = this;
		this.#player?.dispose();
		this.#stopClock();
		this.#media = media;
		this.#player = media.kind === "none" ? undefined : createPlayer(media);
		if (this.#player !== undefined) {
			this.#player.rate = this.#rate;
			this.#player.listen((event) => this.#told(event));
			if (positionMs > 0) {
				this.#player.seek(positionMs);
			}
		}
		this.#events.emit({ type: "media" });
	}

	async play(): Promise<void> {
		await this.#player?.play();
	}

	pause(): void {
		this.#player?.pause();
	}

	async playOrPause(): Promise<void> {
		if (this.isPlaying) {
			this.pause();
		} else {
			await this.play();
		}
	}

	seek(positionMs: number): void {
		this.#player?.seek(positionMs);
	}

	skip(byMs: number): void {
		this.seek(this.positionMs + byMs);
	}

	setRate(rate: number): void {
		this.#rate = rate;
		if (this.#player !== undefined) {
			this.#player.rate = rate;
		}
	}

	/** The next faster of the speeds that are offered, or the next slower. */
	nextRate(direction: 1 | -1): number {
		const others = RATES.filter((rate) => (rate - this.#rate) * direction > 0);
		return (direction === 1 ? others[0] : others.at(-1)) ?? this.#rate;
	}

	#told(event: PlayerEvent): void {
		switch (event.type) {
			case "sought":
				this.#events.emit({ type: "position", isJump: true });
				return;
			case "playing":
				if (event.isPlaying) {
					this.#startClock();
				} else {
					this.#stopClock();
				}
				this.#events.emit(event);
				return;
			case "duration":
			case "waiting":
			case "failed":
				this.#events.emit(event);
				return;
			default:
				event satisfies never;
		}
	}

	#startClock(): void {
		this.#stopClock();
		const tick = () => {
			this.#frame = requestAnimationFrame(tick);
			this.#events.emit({ type: "position", isJump: false });
		};
		this.#frame = requestAnimationFrame(tick);
	}

	#stopClock(): void {
		if (this.#frame !== undefined) {
			cancelAnimationFrame(this.#frame);
			this.#frame = undefined;
		}
	}
}
