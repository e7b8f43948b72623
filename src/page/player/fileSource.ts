import type { MediaElementSource } from "./mediaElementSource.ts";
import type { PlayerFailure } from "./player.ts";

/** How long a picture is silent until that is told, in seconds. */
const SILENT_S = 1.5;

/** What Chromium counts, and its types do not know. */
interface DecodedCounts {
	readonly webkitAudioDecodedByteCount?: number;
	readonly webkitVideoDecodedByteCount?: number;
}

/** A file as it is, streamed and decoded by the browser. */
export class FileSource implements MediaElementSource {
	readonly #url: string;
	readonly #listening = new AbortController();

	constructor(url: string) {
		this.#url = url;
	}

	async attach(
		element: HTMLMediaElement,
		tell: (failure: PlayerFailure) => void,
	): Promise<void> {
		const { signal } = this.#listening;
		element.src = this.#url;
		// A picture without a decoder for its sound plays, and no error is told.
		const look = () => {
			if (element.played.length > 0 && isSilent(element)) {
				element.removeEventListener("timeupdate", look);
				tell("noDecoder");
			}
		};
		element.addEventListener("timeupdate", look, { signal });
	}

	dispose(): void {
		this.#listening.abort();
	}
}

function isSilent(element: HTMLMediaElement & DecodedCounts): boolean {
	const { played, webkitAudioDecodedByteCount: sound } = element;
	const lasted =
		played.end(played.length - 1) - played.start(played.length - 1);
	const hasPicture = (element.webkitVideoDecodedByteCount ?? 0) > 0;
	return sound === 0 && hasPicture && lasted > SILENT_S;
}
