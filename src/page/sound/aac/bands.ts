/** How long a window is, in coefficients. */
export const LONG_WINDOW = 1024;
export const SHORT_WINDOW = 128;

/**
 * The scale factor bands (ISO/IEC 14496-3, tables 4.129 to 4.147): the width of
 * each, and how often it stands in a row. Of the same origin as the codebooks.
 */
const LONG_96 = bands("4x14 8x5 12x5 16x2 24 28 36 44 64x11");
const LONG_64 = bands("4x14 8x4 12x3 16x3 20 24x2 28 36 40x18");
const LONG_48 = bands("4x10 8x7 12x4 16x2 20x2 24x2 28x2 32x19 96");
const LONG_32 = bands("4x10 8x7 12x4 16x2 20x2 24x2 28x2 32x22");
const LONG_24 = bands(
	"4x11 8x10 12x4 16x3 20x2 24x2 28x2 32 36x2 40 44 48 52x2 64x5",
);
const LONG_16 = bands(
	"8x11 12x9 16x4 20x3 24x2 28x2 32 36 40x2 44 48 52 56 60 64x3",
);
const LONG_8 = bands(
	"12x13 16x7 20x4 24x3 28x2 32 36x2 40 44 48 52 56 60 64 80",
);
const SHORT_96 = bands("4x6 8x3 16 28 36");
const SHORT_48 = bands("4x5 8x3 12x3 16x3");
const SHORT_24 = bands("4x7 8x3 12x2 16x2 20");
const SHORT_16 = bands("4x8 8x2 12x2 16 20x2");
const SHORT_8 = bands("4x7 8x4 12 16 20x2");

/** Where the bands of a long window begin, and the last ends; by the index of the rate. */
export const LONG_BANDS: readonly Uint16Array[] = [
	LONG_96,
	LONG_96,
	LONG_64,
	LONG_48,
	LONG_48,
	LONG_32,
	LONG_24,
	LONG_24,
	LONG_16,
	LONG_16,
	LONG_16,
	LONG_8,
	LONG_8,
];

/** The same for a short window. */
export const SHORT_BANDS: readonly Uint16Array[] = [
	SHORT_96,
	SHORT_96,
	SHORT_96,
	SHORT_48,
	SHORT_48,
	SHORT_48,
	SHORT_24,
	SHORT_24,
	SHORT_16,
	SHORT_16,
	SHORT_16,
	SHORT_8,
	SHORT_8,
];

function bands(widths: string): Uint16Array {
	const offsets = [0];
	let end = 0;
	for (const run of widths.split(" ")) {
		const [width, times = "1"] = run.split("x");
		for (let time = 0; time < Number(times); time++) {
			end += Number(width);
			offsets.push(end);
		}
	}
	return Uint16Array.from(offsets);
}
