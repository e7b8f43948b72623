import type { Text } from "@codemirror/state";

/** What is looked for. */
export interface Query {
	readonly text: string;
	readonly matchCase: boolean;
	readonly wholeWord: boolean;
	readonly isRegex: boolean;
}

/** Characters `[from, to)` of a document. */
export interface Match {
	readonly from: number;
	readonly to: number;
}

/** A match, and what is to stand there. */
export interface Replacement extends Match {
	readonly insert: string;
}

/** What a regular expression that is none says of itself. */
export class NoPattern extends Error {
	override readonly name = "NoPattern";
}

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;

/** @throws NoPattern */
export function patternOf({
	text,
	matchCase,
	wholeWord,
	isRegex,
}: Query): RegExp {
	const source = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
	const bounded = wholeWord ? `(?<!${WORD})(?:${source})(?!${WORD})` : source;
	try {
		return new RegExp(bounded, matchCase ? "gu" : "giu");
	} catch (error) {
		throw new NoPattern("This is no regular expression.", { cause: error });
	}
}

/** All matches in a document, in order. A match stays within its paragraph, and is never empty. */
export function findAll(document: Text, pattern: RegExp): Match[] {
	const matches: Match[] = [];
	forEachMatch(document, pattern, (from, [whole]) =>
		matches.push({ from, to: from + whole.length }),
	);
	return matches;
}

/**
 * What replaces all matches, or the one that begins where `only` says.
 *
 * @param replacement - with `$1`, `$<name>` and `$&` where the query is a
 * regular expression, as in JavaScript; else as it is.
 */
export function replacements(
	document: Text,
	query: Query,
	replacement: string,
	only?: number,
): Replacement[] {
	const found: Replacement[] = [];
	forEachMatch(document, patternOf(query), (from, match) => {
		if (only === undefined || only === from) {
			const insert = query.isRegex ? expand(replacement, match) : replacement;
			found.push({ from, to: from + match[0].length, insert });
		}
	});
	return found;
}

function forEachMatch(
	document: Text,
	pattern: RegExp,
	take: (from: number, match: RegExpExecArray) => void,
): void {
	let lineStart = 0;
	for (const line of document.iterLines()) {
		for (const match of line.matchAll(pattern)) {
			if (match[0] !== "") {
				take(lineStart + match.index, match);
			}
		}
		lineStart += line.length + 1;
	}
}

function expand(replacement: string, match: RegExpExecArray): string {
	return replacement.replace(
		/\$(?:([$&])|(\d{1,2})|<([^>]*)>)/g,
		(
			whole,
			sign: string | undefined,
			number: string | undefined,
			name: string | undefined,
		) => {
			if (sign !== undefined) {
				return sign === "$" ? "$" : match[0];
			}
			if (name !== undefined) {
				return match.groups?.[name] ?? "";
			}
			return Number(number) < match.length && Number(number) > 0
				? (match[Number(number)] ?? "")
				: whole;
		},
	);
}
