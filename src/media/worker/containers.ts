import {
	type AudioCodec,
	FlacOutputFormat,
	MkvOutputFormat,
	Mp3OutputFormat,
	Mp4OutputFormat,
	OggOutputFormat,
	type OutputFormat,
	WavOutputFormat,
} from "../../mediabunny.ts";

/**
 * A container that an audio track's packets fit in unchanged; absent where
 * there is none.
 *
 * @param isStreamed - whether it is to be written from front to back, without
 * a place in it being filled in later.
 */
export function containerFor(
	codec: AudioCodec,
	isStreamed: boolean,
): OutputFormat | undefined {
	const container = usualContainer(codec, isStreamed);
	return container.getSupportedAudioCodecs().includes(codec)
		? container
		: undefined;
}

function usualContainer(codec: AudioCodec, isStreamed: boolean): OutputFormat {
	switch (codec) {
		case "aac":
			return new Mp4OutputFormat({
				fastStart: isStreamed ? "fragmented" : "in-memory",
			});
		case "opus":
			return new OggOutputFormat();
		case "vorbis":
			// In Ogg the last 512 samples of a track out of Matroska are cut off.
			return isStreamed ? matroska(true) : new OggOutputFormat();
		case "mp3":
			return new Mp3OutputFormat({ xingHeader: !isStreamed });
		case "flac":
			return new FlacOutputFormat({ appendOnly: isStreamed });
		case "pcm-u8":
		case "pcm-s16":
		case "pcm-s24":
		case "pcm-s32":
		case "pcm-f32":
		case "pcm-f64":
		case "ulaw":
		case "alaw":
			return isStreamed ? matroska(isStreamed) : new WavOutputFormat();
		default:
			return matroska(isStreamed);
	}
}

/** What takes nearly everything, as the last choice. */
function matroska(isStreamed: boolean): OutputFormat {
	return new MkvOutputFormat({ appendOnly: isStreamed });
}
