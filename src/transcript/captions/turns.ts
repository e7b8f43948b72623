import { plainText } from "../plainText.ts";
import { nameOf, type Script, type Word } from "../script.ts";

/** What one speaker says before another does. */
export interface Turn {
	/** The speaker's name; absent where speakers were not asked for. */
	readonly speaker: string | undefined;
	readonly words: readonly Word[];
}

/** A script's turns: paragraphs of one speaker that follow each other are one. */
export function turnsOf({ paragraphs, names }: Script): Turn[] {
	const turns: { speaker: string | undefined; words: Word[] }[] = [];
	for (const paragraph of paragraphs) {
		const name = plainText(nameOf(paragraph.speaker ?? "", names));
		const speaker = name === "" ? undefined : name;
		const last = turns.at(-1);
		if (last !== undefined && last.speaker === speaker) {
			for (const word of paragraph.words) {
				last.words.push(word);
			}
		} else {
			turns.push({ speaker, words: [...paragraph.words] });
		}
	}
	return turns;
}
