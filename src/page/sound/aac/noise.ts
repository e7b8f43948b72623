let state = 1;

/**
 * Fills a band whose noise was left out by the encoder (ISO/IEC 14496-3, 4.6.13).
 *
 * @param size - the root of the energy of all values together.
 */
export function fillWithNoise(band: Float32Array, size: number): void {
	let energy = 0;
	for (let at = 0; at < band.length; at++) {
		const value = random();
		band[at] = value;
		energy += value * value;
	}
	const factor = size / Math.sqrt(energy);
	for (let at = 0; at < band.length; at++) {
		band[at] = (band[at] ?? 0) * factor;
	}
}

/** Numerical Recipes' linear congruence; never zero for a whole band. */
function random(): number {
	state = (Math.imul(state, 1664525) + 1013904223) | 0;
	return state;
}
