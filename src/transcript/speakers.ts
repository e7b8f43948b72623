import { nameOf, type Script } from "./script.ts";

/** What is known of one who speaks. */
export interface Speaker {
	/** As paragraphs name them. */
	readonly id: string;
	/** As the reader sees them. */
	readonly name: string;
	/** How many paragraphs they have. */
	readonly paragraphs: number;
}

/** All who speak, in the order in which they first do. */
export function speakersOf({ paragraphs, names }: Script): Speaker[] {
	const counts = new Map<string, number>();
	for (const { speaker } of paragraphs) {
		if (speaker !== undefined) {
			counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
		}
	}
	return [...counts].map(([id, paragraphs]) => ({
		id,
		name: nameOf(id, names),
		paragraphs,
	}));
}

/** An id that no speaker has, of the kind that the service gives: `C` after `A` and `B`. */
export function newSpeaker({ paragraphs }: Script): string {
	const taken = new Set(paragraphs.map(({ speaker }) => speaker));
	const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	const ids = [
		...letters,
		...letters.flatMap((first) => letters.map((second) => first + second)),
	];
	let number = 1;
	const free = ids.find((id) => !taken.has(id));
	if (free !== undefined) {
		return free;
	}
	while (taken.has(String(number))) {
		number++;
	}
	return String(number);
}
