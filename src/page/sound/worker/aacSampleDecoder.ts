import {
	type AudioCodec,
	AudioSample,
	CustomAudioDecoder,
	type EncodedPacket,
	registerDecoder,
} from "../../../mediabunny.ts";
import { AacDecoder } from "../aac/aacDecoder.ts";
import { UnsupportedAac } from "../aac/unsupportedAac.ts";

/** Frames in a row; so many are no damage but something that is not decoded here. */
const MAX_BROKEN_FRAMES = 100;
const FRAME_SAMPLES = 1024;

/** AAC for `mediabunny`, whatever the browser says it can decode itself. */
class AacSampleDecoder extends CustomAudioDecoder {
	#decoder: AacDecoder | undefined;
	#broken = 0;

	static override supports(codec: AudioCodec): boolean {
		return codec === "aac";
	}

	override init(): void {}

	override decode(packet: EncodedPacket): void {
		this.#decoder ??= new AacDecoder(this.#description() ?? packet.data);
		const { sampleRate, channels } = this.#decoder;
		this.onSample(
			new AudioSample({
				data: joined(this.#decodeFrame(this.#decoder, packet.data)),
				format: "f32-planar",
				numberOfChannels: channels,
				sampleRate,
				timestamp: packet.timestamp,
			}),
		);
	}

	override flush(): void {}

	override close(): void {}

	/** A damaged frame is silent, so that the rest stays in its place. */
	#decodeFrame(decoder: AacDecoder, frame: Uint8Array): Float32Array[] {
		try {
			const planes = decoder.decode(frame);
			this.#broken = 0;
			return planes;
		} catch (error) {
			this.#broken++;
			if (error instanceof UnsupportedAac || this.#broken > MAX_BROKEN_FRAMES) {
				throw error;
			}
			return Array.from(
				{ length: decoder.channels },
				() => new Float32Array(FRAME_SAMPLES),
			);
		}
	}

	#description(): Uint8Array | undefined {
		const { description } = this.config;
		if (!description) {
			return undefined;
		}
		return ArrayBuffer.isView(description)
			? new Uint8Array(
					description.buffer,
					description.byteOffset,
					description.byteLength,
				)
			: new Uint8Array(description);
	}
}

export function registerAac(): void {
	registerDecoder(AacSampleDecoder);
}

function joined(planes: readonly Float32Array[]): Float32Array {
	const all = new Float32Array(planes.length * FRAME_SAMPLES);
	for (const [index, plane] of planes.entries()) {
		all.set(plane, index * FRAME_SAMPLES);
	}
	return all;
}
