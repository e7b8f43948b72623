import * as l10n from "@vscode/l10n";
import { PII_POLICIES, USUAL_POLICIES } from "../../options/piiPolicies.ts";
import { texts } from "../../options/readers.ts";
import { BACK, inOrderOf } from "./pages.ts";
import type { Picker, PickerParts } from "./picker.ts";

const KEEP = {
	label: l10n.t("Keep"),
	detail: l10n.t("The transcript says all that is said"),
};
const HASH = {
	label: l10n.t("Replace with ####"),
	detail: l10n.t("“My name is ####.”"),
};
const NAME = {
	label: l10n.t("Replace with What It Is"),
	detail: l10n.t("“My name is [PERSON_NAME].”"),
};

/** Asks whether personal data is taken out of the transcript, and which. */
export const pickPersonalData: Picker = async (values, { pages, title }) => {
	const present = texts(values.redactPiiPolicies) ?? [...USUAL_POLICIES];
	let active =
		values.redactPii !== true
			? KEEP
			: values.redactPiiSub === "entity_name"
				? NAME
				: HASH;
	for (;;) {
		const how = await pages.pickOne({
			title,
			placeholder: l10n.t("Is personal data taken out of the transcript?"),
			items: [KEEP, HASH, NAME],
			active,
			step: [1, 2],
		});
		if (how === BACK) {
			return BACK;
		}
		if (how === KEEP) {
			const { redactPiiPolicies, redactPiiSub } = values;
			return { redactPii: false, redactPiiPolicies, redactPiiSub };
		}
		const kinds = await pickKinds(present, { pages, title });
		if (kinds !== BACK) {
			return {
				redactPii: true,
				redactPiiPolicies: kinds,
				redactPiiSub: how === NAME ? "entity_name" : "hash",
			};
		}
		active = how;
	}
};

async function pickKinds(
	present: readonly string[],
	{ pages, title }: Pick<PickerParts, "pages" | "title">,
): Promise<readonly string[] | typeof BACK> {
	const known: Readonly<Record<string, readonly [string, string]>> =
		PII_POLICIES;
	// Those that are set may be newer than this list.
	const kinds = [...new Set([...Object.keys(known), ...present])];
	const items = kinds.map((kind) => {
		const [label, description] = known[kind] ?? [kind, ""];
		return { label, description, policy: kind };
	});
	const chosen = await pages.pickMany({
		title,
		placeholder: l10n.t("What is taken out?"),
		needsOne: l10n.t("Tick one at least"),
		items,
		ticked: items.filter(({ policy }) => present.includes(policy)),
		step: [2, 2],
	});
	return chosen === BACK
		? BACK
		: inOrderOf(
				present,
				chosen.map(({ policy }) => policy),
			);
}
