import * as l10n from "@vscode/l10n";
import { replaceWords } from "./replaceWords.ts";
import type { Paragraph, Script } from "./script.ts";

/**
 * What a person does to a script. Paragraphs and words are named by their index
 * in the script that the edit is applied to.
 */
export type Edit =
	/**
	 * Words `[first, end)` become the words of `text`, and share their span.
	 * An empty text takes them away; where `first` is `end`, words are added.
	 */
	| {
			readonly kind: "replaceWords";
			readonly paragraph: number;
			readonly first: number;
			readonly end: number;
			readonly text: string;
	  }
	/** The paragraph ends before `word`; the rest of it, by the same speaker, follows. */
	| {
			readonly kind: "splitParagraph";
			readonly paragraph: number;
			readonly word: number;
	  }
	/** The paragraph goes on in the one before it, with that one's speaker. */
	| { readonly kind: "joinParagraph"; readonly paragraph: number }
	/** A speaker is called so everywhere; an empty name takes the given one back. */
	| {
			readonly kind: "nameSpeaker";
			readonly speaker: string;
			readonly name: string;
	  }
	/** One paragraph is by another speaker; without `speaker`, by nobody known. */
	| {
			readonly kind: "setSpeaker";
			readonly paragraph: number;
			readonly speaker?: string;
	  }
	/** All that `from` said was said by `into`. */
	| {
			readonly kind: "mergeSpeakers";
			readonly from: string;
			readonly into: string;
	  }
	/** Edits one after the other, each on what the one before left; undone as one. */
	| { readonly kind: "many"; readonly edits: readonly Edit[] };

/** The longest text that an edit may bring, in characters: that of some 15 hours of speech. */
const MAX_TEXT = 1_000_000;

/** The longest name of a speaker, in characters. */
const MAX_NAME = 200;

/** An edit that does not fit the script; its message tells the reader why. */
export class EditRefused extends Error {
	override readonly name = "EditRefused";
}

/**
 * The script after an edit. What the edit does not touch is the same object as
 * before, so that a former script is kept at little cost and undo gives it back.
 *
 * @throws EditRefused where the edit names what is not there; nothing has
 * changed then.
 */
export function applyEdit(script: Script, edit: Edit): Script {
	const draft = new Draft(script);
	draft.apply(edit);
	return draft.script;
}

/** A script that is being changed; its paragraphs are replaced, never changed. */
class Draft {
	#paragraphs: Paragraph[];
	#names: Script["names"];

	constructor({ paragraphs, names }: Script) {
		this.#paragraphs = [...paragraphs];
		this.#names = names;
	}

	get script(): Script {
		return { paragraphs: this.#paragraphs, names: this.#names };
	}

	apply(edit: Edit): void {
		switch (edit.kind) {
			case "replaceWords":
				this.#replaceWords(edit);
				break;
			case "splitParagraph":
				this.#split(edit.paragraph, edit.word);
				break;
			case "joinParagraph":
				this.#join(edit.paragraph);
				break;
			case "nameSpeaker":
				this.#name(edit.speaker, edit.name);
				break;
			case "setSpeaker":
				this.#setSpeaker(edit.paragraph, edit.speaker);
				break;
			case "mergeSpeakers":
				this.#merge(edit.from, edit.into);
				break;
			case "many":
				for (const each of edit.edits) {
					this.apply(each);
				}
				break;
			default:
				edit satisfies never;
		}
	}

	#replaceWords({
		paragraph: at,
		first,
		end,
		text,
	}: Extract<Edit, { kind: "replaceWords" }>): void {
		const paragraph = this.#paragraph(at);
		const { words } = paragraph;
		expectIndex(first, 0, words.length);
		expectIndex(end, first, words.length);
		if (text.length > MAX_TEXT) {
			throw new EditRefused(l10n.t("This text is too long for one paragraph."));
		}
		const before = words[first - 1];
		const after = words[end];
		const replaced = replaceWords(words.slice(first, end), text, {
			before,
			after,
			silence: {
				start: before?.end ?? this.#paragraphs[at - 1]?.words.at(-1)?.end ?? 0,
				end:
					after?.start ??
					this.#paragraphs[at + 1]?.words[0]?.start ??
					Number.MAX_SAFE_INTEGER,
			},
		});
		const all = words.slice(0, first).concat(replaced, words.slice(end));
		this.#splice(at, 1, all.length > 0 ? [{ ...paragraph, words: all }] : []);
	}

	#split(at: number, word: number): void {
		const paragraph = this.#paragraph(at);
		const { words } = paragraph;
		expectIndex(word, 1, words.length - 1);
		this.#splice(at, 1, [
			{ ...paragraph, words: words.slice(0, word) },
			{ ...paragraph, words: words.slice(word) },
		]);
	}

	#join(at: number): void {
		const paragraph = this.#paragraph(at);
		const former = this.#paragraph(at - 1);
		this.#splice(at - 1, 2, [
			{ ...former, words: former.words.concat(paragraph.words) },
		]);
	}

	#name(speaker: string, name: string): void {
		this.#expectSpeaker(speaker);
		const { [speaker]: _, ...others } = this.#names;
		const given = nameFrom(name);
		this.#names = given === "" ? others : { ...others, [speaker]: given };
	}

	#setSpeaker(at: number, speaker: string | undefined): void {
		const { words } = this.#paragraph(at);
		const given = nameFrom(speaker ?? "");
		this.#splice(at, 1, [given === "" ? { words } : { speaker: given, words }]);
	}

	#merge(from: string, into: string): void {
		this.#expectSpeaker(from);
		this.#expectSpeaker(into);
		if (from === into) {
			return;
		}
		this.#paragraphs = this.#paragraphs.map((paragraph) =>
			paragraph.speaker === from ? { ...paragraph, speaker: into } : paragraph,
		);
		const { [from]: _, ...others } = this.#names;
		this.#names = others;
	}

	#paragraph(at: number): Paragraph {
		const paragraph = this.#paragraphs[at];
		if (paragraph === undefined) {
			throw new EditRefused(l10n.t("This paragraph is no longer there."));
		}
		return paragraph;
	}

	#splice(at: number, count: number, paragraphs: readonly Paragraph[]): void {
		this.#paragraphs.splice(at, count, ...paragraphs);
	}

	#expectSpeaker(speaker: string): void {
		if (!this.#paragraphs.some((each) => each.speaker === speaker)) {
			throw new EditRefused(l10n.t("This speaker is no longer there."));
		}
	}
}

function expectIndex(index: number, min: number, max: number): void {
	if (!Number.isInteger(index) || index < min || index > max) {
		throw new EditRefused(l10n.t("These words are no longer there."));
	}
}

/** A name as a person typed it, on one line. */
function nameFrom(text: string): string {
	const name = text.replace(/\s+/gu, " ").trim();
	if (name.length > MAX_NAME) {
		throw new EditRefused(
			l10n.t("A name has {0} characters at most.", MAX_NAME),
		);
	}
	return name;
}
