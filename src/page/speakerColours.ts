import type { Script } from "../transcript/script.ts";

/** How many colours there are before they come again. */
const COLOURS = 6;

/** A colour's number for each speaker, in the order in which they first speak; 0 is nobody's. */
export function speakerColours({ paragraphs }: Script): Map<string, number> {
	const colours = new Map<string, number>();
	for (const { speaker } of paragraphs) {
		if (speaker !== undefined && !colours.has(speaker)) {
			colours.set(speaker, 1 + (colours.size % COLOURS));
		}
	}
	return colours;
}
