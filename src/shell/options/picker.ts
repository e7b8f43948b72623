import type { SettingValues } from "../../options/params.ts";
import type { Lengths } from "./lengths.ts";
import type { BACK } from "./quickInput.ts";

/**
 * Asks for an option.
 *
 * @param values - the settings as they stand.
 * @returns the settings that the option stands in place of.
 * @throws GivenUp where the whole command is given up.
 */
export type Picker = (
	values: SettingValues,
	title: string,
	lengths: Lengths,
) => Promise<SettingValues | typeof BACK>;
