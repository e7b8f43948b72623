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
