import type { Word } from "./script.ts";
import type { Span } from "./times.ts";
import type { Token } from "./tokens.ts";

/**
 * Words that share a span by their length.
 *
 * @param limit - none begins after it, in milliseconds.
 */
export function share(
	tokens: readonly Token[],
	span: Span,
	limit = span.end,
): Word[] {
	const each = (span.end - span.start) / Math.max(1, lengthOf(tokens));
	let length = 0;
	const now = () => Math.round(span.start + length * each);
	return tokens.map(({ text, isJoined }) => {
		const start = Math.max(span.start, Math.min(now(), limit));
		length += text.length;
		return {
			text,
			start,
			end: Math.max(start, now()),
			...(isJoined && { isJoined }),
		};
	});
}

/** In characters, without spaces. */
export function lengthOf(tokens: readonly Token[]): number {
	return tokens.reduce((sum, { text }) => sum + text.length, 0);
}
