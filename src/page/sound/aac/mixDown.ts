import type { Sound } from "./aacDecoder.ts";

/** AAC's samples are as large as 16-bit ones. */
const FULL_SCALE = 32768;
const ASIDE = Math.SQRT1_2;

/**
 * Makes one or two channels of those of a frame (as ITU-R BS.775 says): centre
 * and surround go to both sides, less loud; the low effects are left out.
 *
 * @returns samples from -1 to 1.
 */
export function mixDown(
	sounds: readonly Sound[],
	channels: number,
	length: number,
): Float32Array[] {
	const mixed = Array.from(
		{ length: channels },
		() => new Float32Array(length),
	);
	const isAlone = sounds.length === 1;
	let loudest = 0;
	let pairs = 0;
	const add = (samples: Float32Array, weight: number, side: number) => {
		const into = mixed[Math.min(side, channels - 1)];
		for (let at = 0; into && at < length; at++) {
			into[at] = (into[at] ?? 0) + (samples[at] ?? 0) * weight;
		}
	};
	for (const sound of sounds) {
		switch (sound.kind) {
			case "single": {
				const weight = isAlone ? 1 : ASIDE;
				for (let side = 0; side < channels; side++) {
					add(sound.samples, weight, side);
				}
				loudest += weight;
				break;
			}
			case "pair": {
				const weight = (pairs === 0 ? 1 : ASIDE) / (channels === 1 ? 2 : 1);
				add(sound.left, weight, 0);
				add(sound.right, weight, 1);
				loudest += pairs === 0 ? 1 : ASIDE;
				pairs++;
				break;
			}
			case "lowFrequency":
				break;
			default:
				sound satisfies never;
		}
	}
	const scale = 1 / (FULL_SCALE * Math.max(1, loudest));
	for (const samples of mixed) {
		for (let at = 0; at < length; at++) {
			samples[at] = (samples[at] ?? 0) * scale;
		}
	}
	return mixed;
}
