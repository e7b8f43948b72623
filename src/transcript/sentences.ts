const SENTENCE_END = /[.!?…。．！？؟۔।]["'”’»)\]」』）】]*$/u;

/** Titles and initials, after which a name comes. */
const BEFORE_A_NAME = /^(?:mr|mrs|ms|dr|prof|st|\p{Lu})\.$/iu;

/** What ends a sentence or not, as the next word tells: `p.m.`, `vs.`, a voice that trails off. */
const DOUBTFUL = /(?:\p{L}\.\p{L}\.|^(?:vs|etc|approx|jr|sr)\.|\.\.\.|…)$/iu;

/** Whether a sentence ends with a word, by its marks and by how the next one begins. */
export function endsSentence(word: string, next: string | undefined): boolean {
	if (!SENTENCE_END.test(word)) {
		return false;
	}
	return (
		next === undefined ||
		!(
			BEFORE_A_NAME.test(word) ||
			(DOUBTFUL.test(word) && /^\p{Ll}/u.test(next))
		)
	);
}
