import {
	ADTS,
	CustomSource,
	FLAC,
	Input,
	MATROSKA,
	MP3,
	MP4,
	MPEG_TS,
	OGG,
	QTFF,
	WAVE,
	WEBM,
} from "../../mediabunny.ts";
import type { FileBytes } from "./fileBytes.ts";

/** Opens a file with the formats that recordings come in; HLS would follow addresses in it. */
export function openInput(bytes: FileBytes): Input {
	return new Input({
		formats: [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS],
		source: new CustomSource({
			getSize: () => bytes.size,
			read: (start, end) => bytes.read(start, end - start),
			prefetchProfile: "fileSystem",
			// Reads that nobody waits for any more fail when the input is closed.
			handleUnhandledError: () => {},
		}),
	});
}
