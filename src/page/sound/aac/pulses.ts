import type { BitReader } from "./bitReader.ts";
import type { Windows } from "./windows.ts";

/** What is added to one value of the spectrum, away from zero. */
export interface Pulse {
	readonly at: number;
	readonly amount: number;
}

/** Reads pulse_data (ISO/IEC 14496-3, 4.4.2.5), which only a long window has. */
export function readPulses(bits: BitReader, windows: Windows): Pulse[] {
	if (windows.count > 1) {
		throw new Error("Pulses in short windows");
	}
	const count = bits.read(2) + 1;
	const startBand = bits.read(6);
	let at = windows.bands[startBand];
	if (at === undefined || startBand >= windows.bands.length - 1) {
		throw new Error(`Pulses from band ${startBand}`);
	}
	const pulses: Pulse[] = [];
	for (let pulse = 0; pulse < count; pulse++) {
		at += bits.read(5);
		pulses.push({ at, amount: bits.read(4) });
	}
	return pulses;
}

export function addPulses(
	pulses: readonly Pulse[],
	{ bands, sentBands }: Windows,
	values: Int32Array,
): void {
	for (const { at, amount } of pulses) {
		if (at < (bands[sentBands] ?? 0)) {
			const value = values[at] ?? 0;
			values[at] = value > 0 ? value + amount : value - amount;
		}
	}
}
