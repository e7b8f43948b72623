const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303F\uFF01-\uFF60]/u;

const IDEOGRAPHIC_START =
	/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\u3001-\u303F\uFF01-\uFF60]/u;
const IDEOGRAPHIC_END =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\u3001-\u303F\uFF01-\uFF60]$/u;

/** Whether a text holds letters of a script that puts no spaces between words. */
export function isUnspaced(text: string): boolean {
	return UNSPACED.test(text);
}

/** Whether two words of Chinese or Japanese meet: no space stands there, whatever a service puts in. */
export function isIdeographicJoint(before: string, after: string): boolean {
	return IDEOGRAPHIC_END.test(before) && IDEOGRAPHIC_START.test(after);
}
