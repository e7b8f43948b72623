import { LONG_WINDOW, SHORT_WINDOW } from "./bands.ts";

/** The rising half of a window; the falling one is its mirror. */
export interface Slopes {
	readonly long: Float32Array;
	readonly short: Float32Array;
}

/** By window_shape (ISO/IEC 14496-3, 4.6.11.3.2). */
export const SLOPES: readonly Slopes[] = [
	{ long: sine(LONG_WINDOW), short: sine(SHORT_WINDOW) },
	{ long: kaiserBessel(LONG_WINDOW, 4), short: kaiserBessel(SHORT_WINDOW, 6) },
];

function sine(length: number): Float32Array {
	return Float32Array.from({ length }, (_, index) =>
		Math.sin(((index + 0.5) * Math.PI) / (2 * length)),
	);
}

function kaiserBessel(length: number, alpha: number): Float32Array {
	const weights = Array.from({ length: length + 1 }, (_, index) =>
		bessel(Math.PI * alpha * Math.sqrt(1 - ((2 * index) / length - 1) ** 2)),
	);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	let sum = 0;
	return Float32Array.from({ length }, (_, index) => {
		sum += weights[index] ?? 0;
		return Math.sqrt(sum / total);
	});
}

/** The modified Bessel function of order zero, by its series. */
function bessel(value: number): number {
	let term = 1;
	let sum = 1;
	for (let index = 1; term > sum * 1e-12; index++) {
		term *= (value / 2 / index) ** 2;
		sum += term;
	}
	return sum;
}
