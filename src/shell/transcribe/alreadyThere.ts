import { inBoth, type Told } from "../../language/language.ts";
import { listed } from "../../language/numbers.ts";

/** Why a recording is skipped: its transcripts are there, and stay. @param names - of those, one at least. */
export function alreadyThere(names: readonly string[]): Told {
	return inBoth((say) =>
		names.length === 1
			? say("Skipped: {0} already exists.", listed(names))
			: say("Skipped: {0} already exist.", listed(names)),
	);
}
