import {
	type Input,
	type InputAudioTrack,
	type InputTrack,
	UnsupportedInputFormatError,
} from "../../mediabunny.ts";
import type { AudioTrack, MediaFacts } from "../inspection.ts";
import { containerFor } from "./containers.ts";
import type { FileBytes } from "./fileBytes.ts";
import { openInput } from "./mediaInput.ts";

/** In smaller files the packets are counted, as the shortest are of interest to the millisecond. */
const SMALL_BYTES = 512 * 1024;

const NAMES: Readonly<Record<string, string>> = {
	"QuickTime File Format": "MOV",
	WAVE: "WAV",
	ADTS: "AAC",
	"MPEG Transport Stream": "MPEG-TS",
};

type TrackFacts = Pick<
	MediaFacts,
	"container" | "hasVideo" | "audio" | "durationS" | "estimatedS"
>;

/** What the parser finds; absent where it does not know the format. */
export async function readTracks(
	bytes: FileBytes,
): Promise<TrackFacts | undefined> {
	using input = openInput(bytes);
	try {
		const { name } = await input.getFormat();
		const tracks = await input.getTracks();
		const audio = tracks.filter((track) => track.isAudioTrack());
		const durationS = await duration(input, tracks, bytes.size);
		const estimatedS =
			durationS === undefined ? await estimate(tracks, bytes.size) : undefined;
		return {
			container: NAMES[name] ?? name,
			hasVideo: tracks.some((track) => track.isVideoTrack()),
			audio: await Promise.all(audio.map(audioTrack)),
			...(durationS !== undefined &&
				isPlausible(durationS, bytes.size) && { durationS }),
			...(estimatedS !== undefined &&
				isPlausible(estimatedS, bytes.size) && { estimatedS }),
		};
	} catch (error) {
		if (error instanceof UnsupportedInputFormatError) {
			return undefined;
		}
		throw error;
	}
}

async function audioTrack(
	track: InputAudioTrack,
	index: number,
): Promise<AudioTrack> {
	const codec = await track.getCodec();
	const language = await track.getLanguageCode();
	const title = await track.getName();
	const bitRate = (await track.getAverageBitrate()) ?? undefined;
	const { default: isDefault } = await track.getDisposition();
	return {
		index,
		codec: codec ?? String(await track.getInternalCodecId()),
		isCopyable: codec !== null && containerFor(codec, true) !== undefined,
		channels: await track.getNumberOfChannels(),
		sampleRate: await track.getSampleRate(),
		isDefault,
		...(language !== "und" && { language }),
		...(title !== null && { title }),
		...(bitRate !== undefined && { bitRate }),
	};
}

/**
 * In seconds; absent where the file does not say it: to count the packets of
 * an MP3 takes a second for ten minutes.
 */
async function duration(
	input: Input,
	tracks: readonly InputTrack[],
	size: number,
): Promise<number | undefined> {
	if (tracks.length === 0) {
		return undefined;
	}
	if (size <= SMALL_BYTES) {
		const starts = await Promise.all(
			tracks.map((track) => track.getFirstTimestamp()),
		);
		return (await input.computeDuration()) - Math.max(0, Math.min(...starts));
	}
	const known = await Promise.all(
		tracks.map((track) => track.getDurationFromMetadata()),
	);
	const longest = Math.max(...known.map((seconds) => seconds ?? 0));
	return longest > 0 ? longest : undefined;
}

/** Some seconds of each track show how many bits a second take. */
const SAMPLED_PACKETS = 200;

/** In seconds, as if the whole file went on as it begins. */
async function estimate(
	tracks: readonly InputTrack[],
	size: number,
): Promise<number | undefined> {
	try {
		let bitRate = 0;
		for (const track of tracks) {
			const stats = await track.computePacketStats(SAMPLED_PACKETS);
			bitRate += stats.averageBitrate;
		}
		return bitRate > 0 ? (8 * size) / bitRate : undefined;
	} catch {
		// Only an estimate is missing; whether the file is damaged shows elsewhere.
		return undefined;
	}
}

/** The thinnest speech codec sends more, in bits a second: a longer time is damage. */
const LEAST_BIT_RATE = 200;

function isPlausible(seconds: number, size: number): boolean {
	return seconds <= 0 || (8 * size) / seconds >= LEAST_BIT_RATE;
}
