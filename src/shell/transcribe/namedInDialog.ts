import * as l10n from "@vscode/l10n";
import { grouped } from "../../language/numbers.ts";

/** A dialog names so many files, and counts the rest. */
const FILES_NAMED = 10;

/** Lines for a dialog's detail, a file each. */
export function namedInDialog(lines: readonly string[]): string {
	const named = lines.slice(0, FILES_NAMED).join("\n");
	return lines.length > FILES_NAMED
		? `${named}\n${l10n.t("and {0} more", grouped(lines.length - FILES_NAMED))}`
		: named;
}

/** A dialog's detail: some lines where there are more than one, and what is said of them. */
export function detailWith(lines: readonly string[], text: string): string {
	return lines.length === 1 ? text : `${namedInDialog(lines)}\n\n${text}`;
}
