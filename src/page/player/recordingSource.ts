import { playsAac } from "./aacTrial.ts";
import { DecodedSource } from "./decodedSource.ts";
import { FileSource } from "./fileSource.ts";
import { firstReached } from "./firstReached.ts";
import type { MediaElementSource } from "./mediaElementSource.ts";
import type { PlayerFailure } from "./player.ts";

/** Containers that no Chromium opens, while what is in them can be decoded. */
const NOT_OPENED = /\.(ts|mts|m2ts)$/i;
/** Containers where AAC may be, beside those that the host tells of. */
const MAY_HOLD_AAC = /\.mkv$/i;

/** What is known of a recording before it is opened. */
export interface RecordingFacts {
	/** Of the file. */
	readonly name: string;
	readonly url: string;
	/** Better ones, as far as they are reached. */
	readonly streams?: readonly string[];
	readonly durationMs?: number;
	/** Whether there may be AAC in it, which some browsers do not decode. */
	readonly mayLackDecoder: boolean;
}

/** A recording: as it is where the browser can decode it, else decoded for it. */
export class RecordingSource implements MediaElementSource {
	readonly #facts: RecordingFacts;
	#chosen: MediaElementSource | undefined;
	#isDisposed = false;

	constructor(facts: RecordingFacts) {
		this.#facts = facts;
	}

	async attach(
		element: HTMLMediaElement,
		tell: (failure: PlayerFailure) => void,
	): Promise<void> {
		const { durationMs, streams = [] } = this.#facts;
		const isDecodedHere = await this.#isDecodedHere();
		const url = (await firstReached(streams)) ?? this.#facts.url;
		if (this.#isDisposed) {
			return;
		}
		if (!isDecodedHere) {
			await this.#use(new FileSource(url), element, tell);
			return;
		}
		const decoded = new DecodedSource(url, durationMs);
		await this.#use(decoded, element, (failure) => {
			tell(failure);
			if (failure === "noDecoder") {
				// The picture can be seen all the same.
				decoded.dispose();
				void this.#use(new FileSource(url), element, () => {});
			}
		});
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#chosen?.dispose();
	}

	async #use(
		source: MediaElementSource,
		element: HTMLMediaElement,
		tell: (failure: PlayerFailure) => void,
	): Promise<void> {
		this.#chosen = source;
		await source.attach(element, tell);
	}

	async #isDecodedHere(): Promise<boolean> {
		const { name, mayLackDecoder } = this.#facts;
		if (NOT_OPENED.test(name)) {
			return true;
		}
		const mayBeAac = mayLackDecoder || MAY_HOLD_AAC.test(name);
		return mayBeAac && !(await playsAac());
	}
}
