/** The part of gifenc that is used; it brings no types. */
declare module "gifenc" {
	/** RGB, a number each from 0 to 255. */
	type Palette = number[][];

	interface Encoder {
		/** @param indexed - a colour of the palette for each pixel. */
		writeFrame(
			indexed: Uint8Array,
			width: number,
			height: number,
			how: {
				readonly palette: Palette;
				/** In milliseconds. */
				readonly delay: number;
			},
		): void;
		finish(): void;
		bytes(): Uint8Array;
	}

	const gifenc: {
		GIFEncoder(): Encoder;
		quantize(rgba: Uint8Array, colours: number): Palette;
		applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
	};
	export default gifenc;
}
