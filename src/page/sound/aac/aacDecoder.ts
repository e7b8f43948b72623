import { LONG_WINDOW } from "./bands.ts";
import { BitReader } from "./bitReader.ts";
import { type ChannelStream, readChannelStream } from "./channelStream.ts";
import {
	type AacConfig,
	isAdtsFrame,
	parseAdtsHeader,
	parseConfig,
} from "./config.ts";
import { FilterBank } from "./filterBank.ts";
import { mixDown } from "./mixDown.ts";
import { countChannels } from "./programConfig.ts";
import { readMiddleSide, undoStereo } from "./stereo.ts";
import { UnsupportedAac } from "./unsupportedAac.ts";
import { readWindows } from "./windows.ts";

/** What a frame is made of (ISO/IEC 14496-3, table 4.85). */
const Element = {
	single: 0,
	pair: 1,
	coupling: 2,
	lowFrequency: 3,
	data: 4,
	program: 5,
	fill: 6,
	end: 7,
} as const;

/** More than any recording has; a damaged frame must not make more. */
const MAX_CHANNELS = 16;

/** The channels of an element, as they sound. */
export type Sound =
	| { readonly kind: "single"; readonly samples: Float32Array }
	| {
			readonly kind: "pair";
			readonly left: Float32Array;
			readonly right: Float32Array;
	  }
	| { readonly kind: "lowFrequency" };

/**
 * Decodes AAC of low complexity, which nearly all recordings have, and the core
 * of HE-AAC (its highest tones are missing). Of more than two channels it makes two.
 *
 * Our own, since none on npm fits: two are GPL; `aac` (LGPL) gives NaN for most
 * frames of ordinary speech; FFmpeg's (`audio-file-decoder`, LGPL, of 2021)
 * adds 551 KB to the package, evaluates strings, and takes whole files.
 */
export class AacDecoder {
	readonly #config: AacConfig;
	readonly #banks: FilterBank[] = [];

	/**
	 * @param description - the AudioSpecificConfig; where there is none, the
	 * first frame, with its ADTS header, says the same.
	 * @throws {UnsupportedAac} for other kinds.
	 */
	constructor(description: Uint8Array) {
		this.#config = isAdtsFrame(description)
			? parseAdtsHeader(description).config
			: parseConfig(description);
	}

	/** Samples a second. */
	get sampleRate(): number {
		return this.#config.sampleRate;
	}

	/** Of what it gives: 1 or 2. */
	get channels(): number {
		return Math.min(2, this.#config.channels);
	}

	/**
	 * Decodes the next frame, with or without an ADTS header. After a jump the
	 * first frame is only half there: begin one earlier.
	 *
	 * @returns 1,024 samples for each channel, from -1 to 1.
	 * @throws where the frame is damaged; the next can be decoded all the same.
	 */
	decode(frame: Uint8Array): Float32Array[] {
		const payload = isAdtsFrame(frame)
			? frame.subarray(parseAdtsHeader(frame).bytes)
			: frame;
		const bits = new BitReader(payload);
		const sounds: Sound[] = [];
		let channels = 0;
		for (;;) {
			const element = bits.read(3);
			if (element === Element.end) {
				break;
			}
			const sound = this.#readElement(bits, element, channels);
			if (sound) {
				sounds.push(sound);
				channels += sound.kind === "pair" ? 2 : 1;
			}
			if (bits.isPastEnd || channels > MAX_CHANNELS) {
				throw new Error("The frame has no end");
			}
		}
		return mixDown(sounds, this.channels, LONG_WINDOW);
	}

	#readElement(
		bits: BitReader,
		element: number,
		channel: number,
	): Sound | undefined {
		switch (element) {
			case Element.single:
				return { kind: "single", samples: this.#readSingle(bits, channel) };
			case Element.lowFrequency:
				this.#readSingle(bits, channel);
				return { kind: "lowFrequency" };
			case Element.pair:
				return this.#readPair(bits, channel);
			case Element.data:
				skipData(bits);
				return undefined;
			case Element.program:
				countChannels(bits);
				return undefined;
			case Element.fill:
				skipFill(bits);
				return undefined;
			default:
				throw new UnsupportedAac("AAC with coupled channels");
		}
	}

	#readSingle(bits: BitReader, channel: number): Float32Array {
		bits.skip(4);
		const stream = readChannelStream(bits, this.#config.rateIndex);
		return this.#toSound(stream, channel);
	}

	#readPair(bits: BitReader, channel: number): Sound {
		bits.skip(4);
		const { rateIndex } = this.#config;
		const shared = bits.flag() ? readWindows(bits, rateIndex) : undefined;
		const middleSide = shared ? readMiddleSide(bits, shared) : new Uint8Array();
		const left = readChannelStream(bits, rateIndex, shared);
		const right = readChannelStream(bits, rateIndex, shared);
		undoStereo(left, right, middleSide);
		return {
			kind: "pair",
			left: this.#toSound(left, channel),
			right: this.#toSound(right, channel + 1),
		};
	}

	#toSound(stream: ChannelStream, channel: number): Float32Array {
		stream.finish();
		this.#banks[channel] ??= new FilterBank();
		return this.#banks[channel].run(stream.spectrum, stream.windows);
	}
}

function skipData(bits: BitReader): void {
	bits.skip(4);
	const isAligned = bits.flag();
	let bytes = bits.read(8);
	if (bytes === 255) {
		bytes += bits.read(8);
	}
	if (isAligned) {
		bits.align();
	}
	bits.skip(8 * bytes);
}

/** Also where spectral band replication is. */
function skipFill(bits: BitReader): void {
	let bytes = bits.read(4);
	if (bytes === 15) {
		bytes += bits.read(8) - 1;
	}
	bits.skip(8 * bytes);
}
