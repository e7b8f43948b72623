import {
	AppendOnlyStreamTarget,
	type AudioCodec,
	EncodedAudioPacketSource,
	EncodedPacketSink,
	type InputAudioTrack,
	Output,
	type OutputFormat,
	type Target,
} from "../../mediabunny.ts";
import { containerFor } from "./containers.ts";
import type { FileBytes } from "./fileBytes.ts";
import { openInput } from "./mediaInput.ts";

/** A part of a track, in seconds of the recording. */
interface Part {
	readonly from: number;
	readonly to: number;
}

/**
 * Copies the packets of an audio track as they are, from front to back.
 *
 * @param write - takes the parts in order; resolves when the next is wanted.
 * @throws anything where the file is damaged or the track cannot be copied.
 */
export async function extractTrack(
	bytes: FileBytes,
	index: number,
	write: (bytes: Uint8Array, mediaS: number) => Promise<void>,
): Promise<void> {
	using input = openInput(bytes);
	const track = (await input.getAudioTracks())[index];
	const codec = await track?.getCodec();
	const format = codec ? containerFor(codec, true) : undefined;
	if (!track || !codec || !format) {
		throw new Error(`Audio track ${index} cannot be copied`);
	}
	let mediaS = 0;
	const target = new AppendOnlyStreamTarget(
		new WritableStream({ write: (chunk) => write(chunk, mediaS) }),
	);
	await copyPackets(track, codec, format, target, undefined, (seconds) => {
		mediaS = seconds;
	});
}

/**
 * Copies packets into a container.
 *
 * @param part - absent for the whole track.
 * @param onPacket - is told how far a packet is into the track, in seconds.
 * @returns how many packets were copied.
 */
export async function copyPackets(
	track: InputAudioTrack,
	codec: AudioCodec,
	format: OutputFormat,
	target: Target,
	part?: Part,
	onPacket: (seconds: number) => void = () => {},
): Promise<number> {
	const sink = new EncodedPacketSink(track);
	const origin = await track.getFirstTimestamp();
	const start = part && origin + part.from;
	const first = start === undefined ? null : await sink.getPacket(start);
	if (first && first.timestamp + first.duration <= (start ?? 0)) {
		return 0; // The last packet, for a place behind the end.
	}
	const source = new EncodedAudioPacketSource(codec);
	const output = new Output({ format, target });
	output.addAudioTrack(source);
	await output.start();
	const decoderConfig = await track.getDecoderConfig();
	const meta = decoderConfig ? { decoderConfig } : undefined;
	const shift = timeShift(first?.timestamp ?? origin, format, part);
	let packets = 0;
	for await (const packet of sink.packets(first ?? undefined)) {
		const seconds = packet.timestamp - origin;
		if (part !== undefined && seconds >= part.to) {
			break;
		}
		onPacket(seconds);
		const timestamp = packet.timestamp - shift;
		await source.add(
			packet.clone({ timestamp }),
			packets === 0 ? meta : undefined,
		);
		packets++;
	}
	await output.finalize();
	return packets;
}

/**
 * What to take off each time. A track keeps its own, so that its priming is
 * cut off where the container can say so (a start before zero), except that a
 * part, and a transport stream's or a late track's first packet, begin at zero.
 */
function timeShift(
	first: number,
	format: OutputFormat,
	part: Part | undefined,
): number {
	const mayBeNegative = format.negativeTimestampSupport === "full";
	return part === undefined && first < 0 && mayBeNegative ? 0 : first;
}
