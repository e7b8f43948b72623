import * as l10n from "@vscode/l10n";
import * as v from "valibot";

const textsSchema = v.record(
	v.string(),
	v.union([
		v.string(),
		v.object({ message: v.string(), comment: v.array(v.string()) }),
	]),
);

/*
 * Has `l10n.t` answer in the language that the host put into the page. It is
 * imported before all else, so that constants are in that language too.
 */
const given = document.getElementById("transcript")?.dataset.texts;
if (given !== undefined) {
	const texts = v.safeParse(textsSchema, JSON.parse(given));
	if (texts.success) {
		l10n.config({ contents: texts.output });
	}
}
