const NAMES = new Intl.DisplayNames("en", {
	type: "language",
	fallback: "none",
});

/** A language's English name, else its code. @param code - as the service writes it: `de`, `en_us`. */
export function languageName(code: string): string {
	try {
		return NAMES.of(code.replaceAll("_", "-")) ?? code;
	} catch {
		// No code at all; the service's word is still the best there is.
		return code;
	}
}
