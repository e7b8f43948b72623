import type { MediaFacts } from "../inspection.ts";
import {
	isMisnamed,
	SIGNATURE_BYTES,
	type Signature,
	signatureOf,
} from "../signature.ts";
import { readBoxes } from "./boxes.ts";
import { isShorterThanPromised } from "./completeness.ts";
import { FileBytes } from "./fileBytes.ts";
import { measureSound } from "./loudness.ts";
import { isProtectedWma } from "./protection.ts";
import type { Finding } from "./protocol.ts";
import { readTracks } from "./tracks.ts";
import { readWave } from "./wave.ts";

/** Looks into a file; what it says of itself is not believed further than it can be read. */
export async function inspect(file: string): Promise<Finding> {
	await using bytes = await FileBytes.open(file);
	const head = await bytes.read(0, SIGNATURE_BYTES);
	const signature = signatureOf(head);
	if (signature === undefined) {
		return { problem: "notMedia" };
	}
	const known: Known = {
		signature,
		facts: {
			size: bytes.size,
			container: signature.name,
			reading: "firstBytes",
			isMisnamed: isMisnamed(file, signature),
			hasVideo: false,
			audio: [],
			sound: "notChecked",
			isCutShort: await isShorterThanPromised(signature.name, bytes),
		},
	};
	// Awaited here, as the file is closed when this function ends.
	return await inspectContainer(bytes, head, known);
}

async function inspectContainer(
	bytes: FileBytes,
	head: Buffer,
	known: Known,
): Promise<Finding> {
	switch (known.signature.name) {
		case "MP4":
			return inspectMp4(bytes, known);
		case "WAV":
			return inspectWave(bytes, known);
		case "WMA or WMV":
			return isProtectedWma(head)
				? { problem: "protected" }
				: { facts: known.facts };
		default:
			return { facts: await withTracks(bytes, known.facts) };
	}
}

interface Known {
	readonly signature: Signature;
	readonly facts: MediaFacts;
}

async function inspectMp4(bytes: FileBytes, known: Known): Promise<Finding> {
	const { hasIndex, isCutShort, isProtected } = await readBoxes(bytes);
	if (isProtected) {
		return { problem: "protected" };
	}
	if (!hasIndex) {
		return { problem: "unfinished" };
	}
	return { facts: await withTracks(bytes, { ...known.facts, isCutShort }) };
}

async function inspectWave(bytes: FileBytes, known: Known): Promise<Finding> {
	const layout = await readWave(bytes);
	if (layout === undefined) {
		return { problem: "unfinished" };
	}
	const { channels, sampleRate, durationS, dataBytes } = layout;
	return {
		facts: {
			...known.facts,
			reading: "whole",
			isCutShort: layout.isCutShort,
			durationS,
			...(durationS > 0 && {
				bitRate: Math.round((8 * dataBytes) / durationS),
			}),
			audio: [
				{
					index: 0,
					codec: waveCodec(layout.tag, layout.bitsPerSample),
					isCopyable: true,
					channels,
					sampleRate,
					isDefault: true,
				},
			],
			sound: await measureSound(bytes, layout),
		},
	};
}

/** Names by RFC 2361's format tags, in the words of mediabunny and FFmpeg. */
function waveCodec(tag: number, bits: number): string {
	const names = new Map([
		[1, bits === 8 ? "pcm-u8" : `pcm-s${bits}`],
		[2, "adpcm_ms"],
		[3, `pcm-f${bits}`],
		[6, "alaw"],
		[7, "ulaw"],
		[0x11, "adpcm_ima_wav"],
		[0x31, "gsm_ms"],
		[0x55, "mp3"],
	]);
	return names.get(tag) ?? `0x${tag.toString(16).padStart(4, "0")}`;
}

/** With what the parser finds, where it knows the format; else as it was. */
async function withTracks(
	bytes: FileBytes,
	facts: MediaFacts,
): Promise<MediaFacts> {
	let read: Awaited<ReturnType<typeof readTracks>>;
	try {
		read = await readTracks(bytes);
	} catch {
		// The parser throws anything at a damaged file, and its words help nobody.
		return { ...facts, reading: "damaged" };
	}
	if (read?.audio.length === 0 && !read.hasVideo) {
		return { ...facts, reading: "damaged" };
	}
	return read === undefined
		? facts
		: {
				...facts,
				...read,
				reading: "whole",
				...(read.durationS !== undefined &&
					read.durationS > 0 && {
						bitRate: Math.round((8 * bytes.size) / read.durationS),
					}),
			};
}
