import type { FromWorker, ToWorker } from "../sound/messages.ts";
import type { MediaElementSource } from "./mediaElementSource.ts";
import type { PlayerFailure } from "./player.ts";
import { RangedFile } from "./rangedFile.ts";
import { startSoundWorker } from "./soundWorker.ts";
import { TrackBuffer } from "./trackBuffer.ts";

/** How far ahead is decoded, in seconds of the recording: 10 s at the highest speed. */
const AHEAD_S = 30;

type Opened = Extract<FromWorker, { type: "opened" }>;

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
		const fail = (failure: PlayerFailure) => {
			if (!signal.aborted) {
				tell(failure);
			}
		};
		try {
			const isOpen = once(this.#source, "sourceopen", signal);
			const url = URL.createObjectURL(this.#source);
			element.src = url;
			await isOpen;
			URL.revokeObjectURL(url);
			const worker = await startSoundWorker(signal);
			signal.addEventListener("abort", () => worker.terminate());
			this.#connect(worker, element, fail);
			const size = await this.#file.size();
			const wantsPicture = element instanceof HTMLVideoElement;
			send(worker, { type: "open", size, wantsPicture });
		} catch {
			fail("unreachable");
		}
	}

	dispose(): void {
		this.#ending.abort();
		this.#file.dispose();
	}

	#connect(
		worker: Worker,
		element: HTMLMediaElement,
		fail: (failure: PlayerFailure) => void,
	): void {
		const { signal } = this.#ending;
		const take = ({ data }: MessageEvent<FromWorker>) =>
			this.#take(data, worker, element, fail);
		worker.addEventListener("message", take, { signal });
		worker.addEventListener("error", () => fail("unreadable"), { signal });
		element.addEventListener("seeking", () => this.#seeking(worker, element), {
			signal,
		});
		element.addEventListener("timeupdate", () => this.#goOn(worker, element), {
			signal,
		});
	}

	#take(
		message: FromWorker,
		worker: Worker,
		element: HTMLMediaElement,
		fail: (failure: PlayerFailure) => void,
	): void {
		switch (message.type) {
			case "opened":
				this.#begin(message);
				this.#playFrom(element.currentTime, worker);
				break;
			case "read":
				void this.#read(message.request, message.start, message.end, worker);
				break;
			case "part":
				if (message.run === this.#run) {
					this.#tracks.get(message.track)?.feed(message.bytes);
				}
				break;
			case "end":
				this.#isAtEnd = message.run === this.#run;
				this.#endIfFed();
				break;
			case "failed":
				fail(message.failure);
				break;
			default:
				message satisfies never;
		}
	}

	#begin({ tracks, duration }: Opened): void {
		for (const { track, type } of tracks) {
			const whenIdle = () => this.#endIfFed();
			this.#tracks.set(track, new TrackBuffer(this.#source, type, whenIdle));
		}
		const known = duration ?? (this.#durationMs ?? Number.NaN) / 1000;
		if (!Number.isNaN(known)) {
			this.#source.duration = known;
		}
	}

	async #read(
		request: number,
		start: number,
		end: number,
		worker: Worker,
	): Promise<void> {
		try {
			const bytes = await this.#file.read(start, end);
			send(worker, { type: "bytes", request, bytes }, [bytes.buffer]);
		} catch {
			send(worker, { type: "bytes", request });
		}
	}

	#seeking(worker: Worker, element: HTMLMediaElement): void {
		const place = element.currentTime;
		const tracks = [...this.#tracks.values()];
		// What is there of a former run is not gone on with.
		if (tracks.every((track) => track.joins(this.#placeOfRun, place))) {
			this.#goOn(worker, element);
		} else {
			this.#playFrom(place, worker);
		}
	}

	#playFrom(seconds: number, worker: Worker): void {
		this.#run++;
		this.#placeOfRun = seconds;
		this.#isAtEnd = false;
		for (const track of this.#tracks.values()) {
			track.restart();
		}
		const until = seconds + AHEAD_S;
		send(worker, { type: "from", run: this.#run, seconds, until });
	}

	#goOn(worker: Worker, { currentTime, seeking }: HTMLMediaElement): void {
		if (!seeking) {
			this.#placeOfRun = currentTime;
		}
		send(worker, { type: "until", seconds: currentTime + AHEAD_S });
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

function send(
	worker: Worker,
	message: ToWorker,
	transfer: Transferable[] = [],
): void {
	worker.postMessage(message, transfer);
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
