import {
	ADTS,
	CustomSource,
	Input,
	type InputAudioTrack,
	type InputVideoTrack,
	MATROSKA,
	MP4,
	MPEG_TS,
	QTFF,
} from "../../../mediabunny.ts";
import type { PageFile } from "./pageFile.ts";

const FORMATS = [MP4, QTFF, MATROSKA, MPEG_TS, ADTS];
/** What is kept of the file, to be read again. */
const MAX_CACHE_BYTES = 16 * 1024 * 1024;

/** A recording, looked into. */
export interface Recording {
	readonly sound: InputAudioTrack;
	readonly picture: InputVideoTrack | undefined;
	/** In seconds, where the file says it without being read through. */
	readonly duration: number | undefined;
	/** What its times count its start as, in seconds; transport streams begin anywhere. */
	readonly originS: number;
}

/** There is no decoder for its sound. */
export class NoDecoder extends Error {
	override readonly name = "NoDecoder";
}

/**
 * @throws {NoDecoder} or anything else where it cannot be read.
 */
export async function openRecording(file: PageFile): Promise<Recording> {
	const input = new Input({
		formats: FORMATS,
		source: new CustomSource({
			getSize: () => file.size,
			read: (start, end) => file.read(start, end),
			maxCacheSize: MAX_CACHE_BYTES,
			prefetchProfile: "network",
			// Read ahead, so that nobody waits for it: whoever does is told by `read`.
			handleUnhandledError: () => {},
		}),
	});
	const sound = await input.getPrimaryAudioTrack();
	if (!sound) {
		throw new Error("There is no sound in it");
	}
	if (!(await sound.canDecode())) {
		throw new NoDecoder(`No decoder for ${await sound.getCodec()}`);
	}
	const picture = await input.getPrimaryVideoTrack();
	const isTransportStream = (await input.getFormat()) === MPEG_TS;
	return {
		sound,
		picture: picture ?? undefined,
		duration: (await input.getDurationFromMetadata()) ?? undefined,
		originS: isTransportStream ? await input.getFirstTimestamp() : 0,
	};
}
