/** Points on the unit circle. */
interface Turns {
	readonly cosines: Float64Array;
	readonly sines: Float64Array;
}

/**
 * The inverse modified discrete cosine transform, by way of a DCT of type IV
 * and a complex Fourier transform of half its size.
 */
export class InverseTransform {
	/** How many coefficients it takes; it gives twice as many samples. */
	readonly #size: number;
	readonly #real: Float64Array;
	readonly #imaginary: Float64Array;
	/** Turns before and after the Fourier transform, by an eighth of a step more than whole ones. */
	readonly #twiddles: Turns;
	readonly #roots: Turns;
	readonly #reversed: Uint16Array;

	/** @param size - a power of two. */
	constructor(size: number) {
		this.#size = size;
		const half = size / 2;
		this.#real = new Float64Array(half);
		this.#imaginary = new Float64Array(half);
		this.#twiddles = turns(half, (index) => -(index + 1 / 8) / (2 * size));
		this.#roots = turns(half, (index) => -index / half);
		this.#reversed = reversedBits(half);
	}

	/**
	 * @param spectrum - `size` coefficients.
	 * @param samples - gets twice as many, not yet windowed; scaled as ISO/IEC
	 * 14496-3, 4.6.11.3.1 says.
	 */
	run(spectrum: Float32Array, samples: Float32Array): void {
		this.#twist(spectrum);
		this.#fourier();
		this.#unfold(samples);
	}

	#twist(spectrum: Float32Array): void {
		const half = this.#size / 2;
		for (let index = 0; index < half; index++) {
			const even = spectrum[2 * index] ?? 0;
			const odd = spectrum[this.#size - 1 - 2 * index] ?? 0;
			const cosine = this.#twiddles.cosines[index] ?? 0;
			const sine = this.#twiddles.sines[index] ?? 0;
			const place = this.#reversed[index] ?? 0;
			this.#real[place] = even * cosine - odd * sine;
			this.#imaginary[place] = even * sine + odd * cosine;
		}
	}

	#fourier(): void {
		const real = this.#real;
		const imaginary = this.#imaginary;
		const length = real.length;
		for (let width = 1; width < length; width *= 2) {
			const stride = length / (2 * width);
			for (let begin = 0; begin < length; begin += 2 * width) {
				for (let index = 0; index < width; index++) {
					const cosine = this.#roots.cosines[index * stride] ?? 0;
					const sine = this.#roots.sines[index * stride] ?? 0;
					const a = begin + index;
					const b = a + width;
					const bReal = real[b] ?? 0;
					const bImaginary = imaginary[b] ?? 0;
					const turnedReal = bReal * cosine - bImaginary * sine;
					const turnedImaginary = bReal * sine + bImaginary * cosine;
					const aReal = real[a] ?? 0;
					const aImaginary = imaginary[a] ?? 0;
					real[a] = aReal + turnedReal;
					imaginary[a] = aImaginary + turnedImaginary;
					real[b] = aReal - turnedReal;
					imaginary[b] = aImaginary - turnedImaginary;
				}
			}
		}
	}

	/** Of the DCT's values each stands twice in the result, mirrored. */
	#unfold(samples: Float32Array): void {
		const size = this.#size;
		const half = size / 2;
		const scale = 1 / size;
		for (let index = 0; index < half; index++) {
			const cosine = this.#twiddles.cosines[index] ?? 0;
			const sine = this.#twiddles.sines[index] ?? 0;
			const real = this.#real[index] ?? 0;
			const imaginary = this.#imaginary[index] ?? 0;
			const even = (real * cosine - imaginary * sine) * scale;
			const odd = -(real * sine + imaginary * cosine) * scale;
			this.#put(samples, 2 * index, even);
			this.#put(samples, size - 1 - 2 * index, odd);
		}
	}

	#put(samples: Float32Array, place: number, value: number): void {
		const half = this.#size / 2;
		if (place >= half) {
			samples[place - half] = value;
			samples[3 * half - 1 - place] = -value;
		} else {
			samples[3 * half - 1 - place] = -value;
			samples[3 * half + place] = -value;
		}
	}
}

function reversedBits(length: number): Uint16Array {
	const bits = Math.log2(length);
	return Uint16Array.from({ length }, (_, index) => {
		let reversed = 0;
		for (let bit = 0; bit < bits; bit++) {
			reversed |= ((index >> bit) & 1) << (bits - 1 - bit);
		}
		return reversed;
	});
}

/** @param turn - in whole turns. */
function turns(length: number, turn: (index: number) => number): Turns {
	const angles = Array.from(
		{ length },
		(_, index) => 2 * Math.PI * turn(index),
	);
	return {
		cosines: Float64Array.from(angles, Math.cos),
		sines: Float64Array.from(angles, Math.sin),
	};
}
