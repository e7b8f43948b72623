import { LONG_WINDOW, SHORT_WINDOW } from "./bands.ts";
import { SLOPES } from "./slopes.ts";
import { InverseTransform } from "./transform.ts";
import { WindowSequence, type Windows } from "./windows.ts";

const longTransform = new InverseTransform(LONG_WINDOW);
const shortTransform = new InverseTransform(SHORT_WINDOW);
/** What a long window has on each side of a short slope, and short windows around them. */
const FLAT = (LONG_WINDOW - SHORT_WINDOW) / 2;

/** Makes sound of one channel's spectra, frame by frame (ISO/IEC 14496-3, 4.6.11). */
export class FilterBank {
	#previousShape = 0;
	/** What the last frame leaves for the next. */
	readonly #overlap = new Float32Array(LONG_WINDOW);
	readonly #windowed = new Float32Array(2 * LONG_WINDOW);
	readonly #short = new Float32Array(2 * SHORT_WINDOW);

	/** @returns 1,024 samples, as large as 16-bit ones. */
	run(spectrum: Float32Array, windows: Windows): Float32Array {
		if (windows.sequence === WindowSequence.eightShort) {
			this.#runShort(spectrum, windows.shape);
		} else {
			this.#runLong(spectrum, windows);
		}
		const samples = new Float32Array(LONG_WINDOW);
		for (let at = 0; at < LONG_WINDOW; at++) {
			samples[at] = (this.#overlap[at] ?? 0) + (this.#windowed[at] ?? 0);
		}
		this.#overlap.set(this.#windowed.subarray(LONG_WINDOW));
		this.#previousShape = windows.shape;
		return samples;
	}

	#runLong(spectrum: Float32Array, { sequence, shape }: Windows): void {
		const windowed = this.#windowed;
		longTransform.run(spectrum, windowed);
		const rising = SLOPES[this.#previousShape];
		const falling = SLOPES[shape];
		if (sequence === WindowSequence.longStop) {
			windowed.fill(0, 0, FLAT);
			rise(windowed, FLAT, rising?.short);
		} else {
			rise(windowed, 0, rising?.long);
		}
		if (sequence === WindowSequence.longStart) {
			fall(windowed, LONG_WINDOW + FLAT, falling?.short);
			windowed.fill(0, LONG_WINDOW + FLAT + SHORT_WINDOW);
		} else {
			fall(windowed, LONG_WINDOW, falling?.long);
		}
	}

	#runShort(spectrum: Float32Array, shape: number): void {
		this.#windowed.fill(0);
		for (let window = 0; window < 8; window++) {
			const begin = window * SHORT_WINDOW;
			shortTransform.run(
				spectrum.subarray(begin, begin + SHORT_WINDOW),
				this.#short,
			);
			const rising = window === 0 ? this.#previousShape : shape;
			rise(this.#short, 0, SLOPES[rising]?.short);
			fall(this.#short, SHORT_WINDOW, SLOPES[shape]?.short);
			for (let at = 0; at < 2 * SHORT_WINDOW; at++) {
				const place = FLAT + begin + at;
				this.#windowed[place] =
					(this.#windowed[place] ?? 0) + (this.#short[at] ?? 0);
			}
		}
	}
}

function rise(
	samples: Float32Array,
	from: number,
	slope: Float32Array = new Float32Array(),
): void {
	for (let at = 0; at < slope.length; at++) {
		samples[from + at] = (samples[from + at] ?? 0) * (slope[at] ?? 0);
	}
}

function fall(
	samples: Float32Array,
	from: number,
	slope: Float32Array = new Float32Array(),
): void {
	const last = from + slope.length - 1;
	for (let at = 0; at < slope.length; at++) {
		samples[last - at] = (samples[last - at] ?? 0) * (slope[at] ?? 0);
	}
}
