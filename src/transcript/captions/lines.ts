/** How a caption stands on the screen. */
export interface Lines {
	/** The first piece of the second line; absent where one line does. */
	readonly second: number | undefined;
	/** How much the division disturbs. */
	readonly cost: number;
}

/** A share of what ends of captions cost: both lines are seen at once. */
const BREAK_SHARE = 0.5;
/** One line is empty, as it were. */
const UNEVEN_COST = 8;
/** Netflix wants the longer line below. */
const TOP_HEAVY_COST = 1;
/** A single small word on a line of its own. */
const ORPHAN_COST = 12;
const ORPHAN_SHARE = 1 / 4;

/**
 * Divides a caption into two lines where one does not hold it, at the place
 * that disturbs least.
 *
 * @param width - columns of the pieces from one to another, that not included.
 * @param breaks - what it costs to break before each piece.
 * @returns nothing where two lines do not hold it.
 */
export function divide(
	{ first, end }: { readonly first: number; readonly end: number },
	lineColumns: number,
	width: (first: number, end: number) => number,
	breaks: readonly number[],
): Lines | undefined {
	if (width(first, end) <= lineColumns) {
		return { second: undefined, cost: 0 };
	}
	let best: Lines | undefined;
	for (let second = end - 1; second > first; second--) {
		const below = width(second, end);
		if (below > lineColumns) {
			break;
		}
		const above = width(first, second);
		if (above > lineColumns) {
			continue;
		}
		const shorter = Math.min(above, below);
		const cost =
			(breaks[second] ?? 0) * BREAK_SHARE +
			(Math.abs(above - below) / lineColumns) * UNEVEN_COST +
			(above > below ? TOP_HEAVY_COST : 0) +
			(shorter < lineColumns * ORPHAN_SHARE ? ORPHAN_COST : 0);
		if (best === undefined || cost < best.cost) {
			best = { second, cost };
		}
	}
	return best;
}
