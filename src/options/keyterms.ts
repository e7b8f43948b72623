/** https://www.assemblyai.com/docs/pre-recorded-audio/keyterms-prompting */
import * as l10n from "@vscode/l10n";

const [MAX_TERMS, MAX_WORDS] = [1000, 6];

/** Reads terms with commas between them, or with semicolons where a term has a comma in it. */
export function parseKeyterms(text: string): string[] {
	const terms = text
		.split(text.includes(";") ? ";" : ",")
		.map((term) => term.trim().replace(/\s+/g, " "))
		.filter((term) => term !== "");
	return [...new Set(terms)];
}

/** Terms as {@link parseKeyterms} reads them. */
export function keytermsText(terms: readonly string[]): string {
	if (!terms.some((term) => term.includes(","))) {
		return terms.join(", ");
	}
	return terms.length === 1 ? `${terms[0]};` : terms.join("; ");
}

/** Why the service would refuse terms. */
export function problemOfKeyterms(
	terms: readonly string[],
): string | undefined {
	const long = terms.find((term) => term.split(/\s+/).length > MAX_WORDS);
	if (long !== undefined) {
		return l10n.t(
			"A term has at most {0} words: “{1}” has more.",
			MAX_WORDS,
			long,
		);
	}
	return terms.length > MAX_TERMS
		? l10n.t("There can be {0} terms, these are {1}.", MAX_TERMS, terms.length)
		: undefined;
}
