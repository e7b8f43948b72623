import type { MediaElementSource } from "./mediaElementSource.ts";
import type { PlayerFailure } from "./player.ts";
import { RangedFile } from "./rangedFile.ts";
import { type Decoded, SoundDecoder } from "./soundDecoder.ts";
import { TrackBuffer } from "./trackBuffer.ts";

/** How far ahead is decoded, in seconds of the recording: 10 s at the highest speed. */
const AHEAD_S = 30;

/**
 * A file that the browser has no decoder for: a worker decodes the sound, makes
 * FLAC of it, and copies the picture as it is. Both go through one
 * `MediaSource`, so that they cannot drift apart, and the element keeps pitch
 * and speed as for any other recording. At most about a minute is in memory.
 */
export class DecodedSource implements MediaElementSource {
	readonly #source = new MediaSource();
	readonly #file: RangedFile;
	readonly #durationMs: number | undefined;
	readonly #ending = new AbortController();
	readonly #tracks = new Map<string, TrackBuffer>();
	#decoder: SoundDecoder | undefined;
	#run = 0;
	/** A place in seconds that the run has come by, or begins at. */
	#placeOfRun = 0;
	#isAtEnd = false;

	/** @param durationMs - of the recording, for files that do not say it. */
	constructor(url: string, durationMs?: number) {
		this.#file = new RangedFile(url);
		this.#durationMs = durationMs;
	}

	async attach(
		element: HTMLMediaElement,
		tell: (failure: PlayerFailure) => void,
	): Promise<void> {
		const { signal } = this.#ending;
		try {
			await this.#openSource(element);
			element.addEventListener("seeking", () => this.#seeking(element), {
				signal,
			});
			element.addEventListener("timeupdate", () => this.#goOn(element), {
				signal,
			});
			this.#decoder = await SoundDecoder.start(
				this.#file,
				element instanceof HTMLVideoElement,
				(decoded) => this.#take(decoded, element, tell),
				signal,
			);
		} catch {
			if (!signal.aborted) {
				tell("unreachable");
			}
		}
	}

	dispose(): void {
		this.#ending.abort();
		this.#file.dispose();
	}

	async #openSource(element: HTMLMediaElement): Promise<void> {
		const opened = once(this.#source, "sourceopen", this.#ending.signal);
		const url = URL.createObjectURL(this.#source);
		element.src = url;
		await opened;
		URL.revokeObjectURL(url);
	}

	#take(
		decoded: Decoded,
		element: HTMLMediaElement,
		tell: (failure: PlayerFailure) => void,
	): void {
		switch (decoded.type) {
			case "opened":
				this.#begin(decoded);
				this.#playFrom(element.currentTime);
				break;
			case "part":
				if (decoded.run === this.#run) {
					this.#tracks.get(decoded.track)?.feed(decoded.bytes);
				}
				break;
			case "end":
				this.#isAtEnd = decoded.run === this.#run;
				this.#endIfFed();
				break;
			case "failed":
				tell(decoded.failure);
				break;
			default:
				decoded satisfies never;
		}
	}

	#begin({ tracks, duration }: Extract<Decoded, { type: "opened" }>): void {
		for (const { track, type } of tracks) {
			const whenIdle = () => this.#endIfFed();
			this.#tracks.set(track, new TrackBuffer(this.#source, type, whenIdle));
		}
		const known = duration ?? (this.#durationMs ?? Number.NaN) / 1000;
		if (!Number.isNaN(known)) {
			this.#source.duration = known;
		}
	}

	#seeking(element: HTMLMediaElement): void {
		const place = element.currentTime;
		const tracks = [...this.#tracks.values()];
		// What is there of a former run is not gone on with.
		if (tracks.every((track) => track.joins(this.#placeOfRun, place))) {
			this.#goOn(element);
		} else {
			this.#playFrom(place);
		}
	}

	#playFrom(seconds: number): void {
		this.#run++;
		this.#placeOfRun = seconds;
		this.#isAtEnd = false;
		for (const track of this.#tracks.values()) {
			track.restart();
		}
		const until = seconds + AHEAD_S;
		this.#decoder?.send({ type: "from", run: this.#run, seconds, until });
	}

	#goOn({ currentTime, seeking }: HTMLMediaElement): void {
		if (!seeking) {
			this.#placeOfRun = currentTime;
		}
		this.#decoder?.send({ type: "until", seconds: currentTime + AHEAD_S });
		for (const track of this.#tracks.values()) {
			track.letGoBefore(currentTime);
		}
	}

	#endIfFed(): void {
		const isFed = [...this.#tracks.values()].every(({ isIdle }) => isIdle);
		if (this.#isAtEnd && isFed && this.#source.readyState === "open") {
			this.#source.endOfStream();
		}
	}
}

/** @throws the signal's reason where it is aborted. */
async function once(
	target: EventTarget,
	type: string,
	signal: AbortSignal,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		signal.throwIfAborted();
		signal.addEventListener("abort", () => reject(signal.reason));
		target.addEventListener(type, () => resolve(), { once: true, signal });
	});
}
