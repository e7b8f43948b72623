/**
 * AssemblyAI's published prices for an hour of audio in USD, read on
 * 2026-10-07. Options such as speaker labels may cost more.
 */
const UNIVERSAL_3_5_PRO = 0.21;
const UNIVERSAL_2 = 0.15;

/**
 * What an hour is likely to cost, in USD.
 *
 * @param models - in order of preference; none for the service's default,
 * which begins with the dearer ones.
 */
export function publishedPrice(models: readonly string[]): number {
	return models[0] === "universal-2" ? UNIVERSAL_2 : UNIVERSAL_3_5_PRO;
}
