import type { SettingValues } from "../../options/params.ts";
import type { Lengths } from "./lengths.ts";
import type { BACK, Pages } from "./pages.ts";

/** What a picker asks with. */
export interface PickerParts {
	readonly pages: Pages;
	readonly title: string;
	readonly lengths: Lengths;
}

/**
 * Asks for an option.
 *
 * @param values - the settings as they stand.
 * @returns the settings that the option stands in place of.
 * @throws GivenUp where the whole command is given up.
 */
export type Picker = (
	values: SettingValues,
	parts: PickerParts,
) => Promise<SettingValues | typeof BACK>;
