const RIGHT_TO_LEFT =
	/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTERS = /\p{L}/gu;

/** Makes a text begin from the right, where its first letter would not. */
export const RIGHT_TO_LEFT_MARK = "\u200F";

/** Whether most of a text's letters are written from right to left. */
export function isRightToLeft(text: string): boolean {
	const letters = text.match(LETTERS) ?? [];
	const fromRight = letters.filter((letter) => RIGHT_TO_LEFT.test(letter));
	return fromRight.length * 2 > letters.length;
}

/** Whether any of it is. */
export function hasRightToLeft(text: string): boolean {
	return RIGHT_TO_LEFT.test(text);
}

/** Whether a program that goes by the first letter shows a text from right to left. */
export function beginsRightToLeft(text: string): boolean {
	const [first] = text.match(/[\p{L}\u200E\u200F]/u) ?? [];
	return (
		first !== undefined &&
		(first === RIGHT_TO_LEFT_MARK || RIGHT_TO_LEFT.test(first))
	);
}
