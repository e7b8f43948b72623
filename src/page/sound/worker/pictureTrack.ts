import {
	EncodedPacketSink,
	EncodedVideoPacketSource,
	type InputVideoTrack,
} from "../../../mediabunny.ts";
import { fragmentedOutput } from "./fragments.ts";
import type { Run } from "./run.ts";

/** How often the last whole picture is repeated behind the end, in seconds. */
const REPEAT_S = 5;

/**
 * @returns the type of what `producePicture` gives; nothing where the browser cannot show it.
 */
export async function pictureType(
	track: InputVideoTrack,
): Promise<string | undefined> {
	const codec = await track.getCodecParameterString();
	const type = `video/mp4; codecs="${codec}"`;
	return codec && MediaSource.isTypeSupported(type) ? type : undefined;
}

/**
 * Copies a track's packets as they are, from the last whole picture before the
 * run's place. Behind the end its last whole picture stays, since the browser
 * would stand still while sound goes on.
 *
 * @param endS - how far it is to go at least, in seconds of the recording.
 * @throws where it is damaged, or the run is aborted.
 */
export async function producePicture(
	track: InputVideoTrack,
	run: Run,
	endS: number,
	write: (bytes: Uint8Array) => void,
): Promise<void> {
	const codec = await track.getCodec();
	const decoderConfig = await track.getDecoderConfig();
	if (!codec || !decoderConfig) {
		throw new Error("The picture cannot be copied");
	}
	const sink = new EncodedPacketSink(track);
	const wanted = run.originS + run.fromS;
	const first =
		(await sink.getKeyPacket(wanted, { verifyKeyPackets: true })) ??
		(await sink.getFirstKeyPacket());
	const source = new EncodedVideoPacketSource(codec);
	const output = fragmentedOutput(write);
	output.addVideoTrack(source);
	await output.start();
	try {
		let whole = first;
		let nextS = run.fromS;
		for await (const packet of sink.packets(first ?? undefined)) {
			const timestamp = packet.timestamp - run.originS;
			await run.pass(timestamp);
			await source.add(packet.clone({ timestamp }), { decoderConfig });
			whole = packet.type === "key" ? packet : whole;
			nextS = Math.max(nextS, timestamp + packet.duration);
		}
		for (; whole && nextS < endS; nextS += REPEAT_S) {
			await run.pass(nextS);
			const duration = Math.min(REPEAT_S, endS - nextS);
			const repeated = { timestamp: nextS, duration };
			await source.add(whole.clone(repeated), { decoderConfig });
		}
		await output.finalize();
	} catch (error) {
		await output.cancel();
		throw error;
	}
}
