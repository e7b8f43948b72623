import { eastAsianWidth } from "get-east-asian-width";

const PRINTABLE_ASCII = /^[ -~]*$/;
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How much room a text takes: a column a character, two for a wide one as `字`, none for accents on others. */
export function columnsOf(text: string): number {
	if (PRINTABLE_ASCII.test(text)) {
		return text.length;
	}
	let columns = 0;
	for (const character of text) {
		columns += WITHOUT_WIDTH.test(character)
			? 0
			: eastAsianWidth(character.codePointAt(0) ?? 0);
	}
	return columns;
}
