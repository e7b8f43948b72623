import type { FromWorker, ToWorker } from "../sound/messages.ts";
import { ElementPlayer } from "./elementPlayer.ts";
import { RangedFile } from "./rangedFile.ts";
import { TrackBuffer } from "./trackBuffer.ts";

/** How far ahead is decoded, in seconds of the recording: 10 s at the highest speed. */
const AHEAD_S = 30;

/**
 * Plays what the browser has no decoder for: a worker decodes the sound, makes
 * FLAC of it, and copies the picture as it is; both go through one
 * `MediaSource`, so that they cannot drift apart, and the element keeps pitch
 * and speed as for any other recording. At most about a minute is in memory.
 */
export class DecodedPlayer extends ElementPlayer {
	readonly #source: MediaSource;
	readonly #file: RangedFile;
	readonly #worker: Worker;
	readonly #ending = new AbortController();
	#tracks = new Map<string, TrackBuffer>();
	#run = 0;
	#isAtEnd = false;

	/**
	 * @param workerUrl - of the script `sound.js`; from the same origin, as a blob's is.
	 * @param durationMs - of the recording, where it is known.
	 */
	constructor(
		kind: "audio" | "video",
		url: string,
		workerUrl: string,
		durationMs?: number,
	) {
		const source = new MediaSource();
		super(kind, URL.createObjectURL(source));
		this.#source = source;
		this.#file = new RangedFile(url);
		this.#worker = new Worker(workerUrl);
		this.#listen(durationMs);
	}

	override dispose(): void {
		this.#ending.abort();
		this.#worker.terminate();
		this.#file.dispose();
		URL.revokeObjectURL(this.element.src);
		super.dispose();
	}

	#listen(durationMs: number | undefined): void {
		const { signal } = this.#ending;
		this.#worker.addEventListener(
			"message",
			({ data }: MessageEvent<FromWorker>) => this.#take(data, durationMs),
			{ signal },
		);
		this.#worker.addEventListener(
			"error",
			() => this.emit({ type: "failed", failure: "unreadable" }),
			{ signal },
		);
		this.#source.addEventListener("sourceopen", () => void this.#open(), {
			once: true,
			signal,
		});
		this.element.addEventListener("seeking", () => this.#seeking(), { signal });
		this.element.addEventListener("timeupdate", () => this.#goOn(), { signal });
	}

	async #open(): Promise<void> {
		try {
			const size = await this.#file.size();
			const wantsPicture = this.picture !== undefined;
			this.#send({ type: "open", size, wantsPicture });
		} catch {
			this.#fail("unreachable");
		}
	}

	#take(message: FromWorker, durationMs: number | undefined): void {
		switch (message.type) {
			case "opened":
				this.#begin(message.tracks, message.duration ?? durationOf(durationMs));
				break;
			case "read":
				void this.#read(message.request, message.start, message.end);
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
				this.#fail(message.failure);
				break;
			default:
				message satisfies never;
		}
	}

	#begin(
		tracks: Extract<FromWorker, { type: "opened" }>["tracks"],
		duration: number | undefined,
	): void {
		for (const { track, type } of tracks) {
			const buffer = new TrackBuffer(this.#source, type, () =>
				this.#endIfFed(),
			);
			this.#tracks.set(track, buffer);
		}
		if (duration !== undefined) {
			this.#source.duration = duration;
		}
		this.#playFrom(this.element.currentTime);
	}

	async #read(request: number, start: number, end: number): Promise<void> {
		try {
			const bytes = await this.#file.read(start, end);
			this.#send({ type: "bytes", request, bytes }, [bytes.buffer]);
		} catch {
			this.#send({ type: "bytes", request });
		}
	}

	#seeking(): void {
		const place = this.element.currentTime;
		const isThere = [...this.#tracks.values()].every((track) =>
			track.has(place),
		);
		if (this.#tracks.size > 0 && !isThere) {
			this.#playFrom(place);
		} else {
			this.#goOn();
		}
	}

	#playFrom(seconds: number): void {
		this.#run++;
		this.#isAtEnd = false;
		for (const track of this.#tracks.values()) {
			track.restart();
		}
		const until = seconds + AHEAD_S;
		this.#send({ type: "from", run: this.#run, seconds, until });
	}

	#goOn(): void {
		const place = this.element.currentTime;
		this.#send({ type: "until", seconds: place + AHEAD_S });
		for (const track of this.#tracks.values()) {
			track.letGoBefore(place);
		}
	}

	#endIfFed(): void {
		const isFed = [...this.#tracks.values()].every(({ isIdle }) => isIdle);
		if (this.#isAtEnd && isFed && this.#source.readyState === "open") {
			this.#source.endOfStream();
		}
	}

	#fail(failure: Extract<FromWorker, { type: "failed" }>["failure"]): void {
		if (!this.#ending.signal.aborted) {
			this.emit({ type: "failed", failure });
		}
	}

	#send(message: ToWorker, transfer: Transferable[] = []): void {
		this.#worker.postMessage(message, transfer);
	}
}

function durationOf(milliseconds: number | undefined): number | undefined {
	return milliseconds === undefined ? undefined : milliseconds / 1000;
}
