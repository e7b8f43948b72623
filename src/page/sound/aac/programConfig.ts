import type { BitReader } from "./bitReader.ts";

/**
 * Reads a program_config_element (ISO/IEC 14496-3, 4.4.1.1), which lists the
 * channels one by one where they are in none of the usual orders.
 *
 * @returns how many channels there are.
 */
export function countChannels(bits: BitReader): number {
	bits.skip(4 + 2 + 4); // Tag, kind, rate.
	const front = bits.read(4);
	const side = bits.read(4);
	const back = bits.read(4);
	const lowFrequency = bits.read(2);
	const data = bits.read(3);
	const coupling = bits.read(4);
	for (const mixdown of [4, 4, 3]) {
		if (bits.flag()) {
			bits.skip(mixdown);
		}
	}
	let channels = lowFrequency;
	for (let element = 0; element < front + side + back; element++) {
		channels += bits.flag() ? 2 : 1;
		bits.skip(4);
	}
	bits.skip(4 * (lowFrequency + data) + 5 * coupling);
	bits.align();
	bits.skip(8 * bits.read(8)); // A comment.
	return channels;
}
