import {
	type AudioSample,
	AudioSampleSink,
	EncodedAudioPacketSource,
	EncodedPacket,
	type InputAudioTrack,
} from "../../../mediabunny.ts";
import {
	type FlacFormat,
	flacFrame,
	flacHeader,
	MIN_FRAME_SAMPLES,
} from "../flac/flac.ts";
import { fragmentedOutput } from "./fragments.ts";
import type { Run } from "./run.ts";

/** The type of what `produceSound` gives. */
export const SOUND_TYPE = 'audio/mp4; codecs="flac"';

/** So much earlier decoding begins, in seconds, for a decoder that needs frames to find in. */
const LEAD_IN_S = 0.25;
/** A gap that is longer, in seconds, is filled with silence; shorter ones are rounding. */
const GAP_S = 0.01;
const SILENCE_S = 0.25;

/**
 * Decodes a track and makes FLAC of it, which every browser plays. It has no
 * gaps: where there is no sound, before, within or behind the track, there is
 * silence, since the browser would stand still there.
 *
 * @param endS - how far silence is to go at least, in seconds of the recording.
 * @throws where it cannot be decoded, or the run is aborted.
 */
export async function produceSound(
	track: InputAudioTrack,
	run: Run,
	endS: number,
	write: (bytes: Uint8Array) => void,
): Promise<void> {
	const samples = new AudioSampleSink(track).samples(
		Math.max(run.originS + run.fromS - LEAD_IN_S, run.originS),
	);
	let writer: FlacWriter | undefined;
	try {
		for await (const sample of samples) {
			using current = sample;
			const startS = current.timestamp - run.originS;
			await run.pass(startS);
			const planes = planesOf(current);
			writer ??= await FlacWriter.start(
				{ sampleRate: current.sampleRate, channels: planes.length },
				Math.max(0, Math.min(startS, run.fromS)),
				write,
			);
			await writer.silenceUntil(startS, run);
			await writer.add(planes, startS);
		}
		if (!writer) {
			const format = { sampleRate: 48000, channels: 1 };
			writer = await FlacWriter.start(format, run.fromS, write);
		}
		await writer.silenceUntil(endS, run);
		await writer.end();
	} catch (error) {
		await writer?.cancel();
		throw error;
	}
}

/** Writes sound without gaps from a place on. */
class FlacWriter {
	readonly #format: FlacFormat;
	readonly #source: EncodedAudioPacketSource;
	readonly #output: ReturnType<typeof fragmentedOutput>;
	readonly #startS: number;
	/** How many samples were written. */
	#position = 0;

	private constructor(
		format: FlacFormat,
		startS: number,
		source: EncodedAudioPacketSource,
		output: ReturnType<typeof fragmentedOutput>,
	) {
		this.#format = format;
		this.#startS = startS;
		this.#source = source;
		this.#output = output;
	}

	static async start(
		format: FlacFormat,
		startS: number,
		write: (bytes: Uint8Array) => void,
	): Promise<FlacWriter> {
		const source = new EncodedAudioPacketSource("flac");
		const output = fragmentedOutput(write);
		output.addAudioTrack(source);
		await output.start();
		return new FlacWriter(format, startS, source, output);
	}

	/** Where the next sample comes, in seconds. */
	get #nextS(): number {
		return this.#startS + this.#position / this.#format.sampleRate;
	}

	async silenceUntil(seconds: number, run: Run): Promise<void> {
		while (seconds - this.#nextS > GAP_S) {
			await run.pass(this.#nextS);
			const lengthS = Math.min(SILENCE_S, seconds - this.#nextS);
			const samples = Math.round(lengthS * this.#format.sampleRate);
			const silence = new Float32Array(Math.max(samples, MIN_FRAME_SAMPLES));
			await this.#put(Array(this.#format.channels).fill(silence));
		}
	}

	/** Leaves out what comes before the next place: the priming of a decoder. */
	async add(planes: readonly Float32Array[], startS: number): Promise<void> {
		const early = Math.round((this.#nextS - startS) * this.#format.sampleRate);
		const skipped = early > GAP_S * this.#format.sampleRate ? early : 0;
		const kept = planes.map((plane) => plane.subarray(skipped));
		if ((kept[0]?.length ?? 0) >= MIN_FRAME_SAMPLES) {
			await this.#put(kept);
		}
	}

	async end(): Promise<void> {
		await this.#output.finalize();
	}

	async cancel(): Promise<void> {
		await this.#output.cancel();
	}

	async #put(planes: readonly Float32Array[]): Promise<void> {
		const { sampleRate, channels } = this.#format;
		const samples = planes[0]?.length ?? 0;
		const packet = new EncodedPacket(
			flacFrame(planes, this.#position),
			"key",
			this.#nextS,
			samples / sampleRate,
		);
		const decoderConfig = {
			codec: "flac",
			sampleRate,
			numberOfChannels: channels,
			description: flacHeader(this.#format),
		};
		await this.#source.add(packet, { decoderConfig });
		this.#position += samples;
	}
}

function planesOf(sample: AudioSample): Float32Array[] {
	return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
		const plane = new Float32Array(sample.numberOfFrames);
		sample.copyTo(plane, { planeIndex, format: "f32-planar" });
		return plane;
	});
}
