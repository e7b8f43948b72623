/** A dialog names so many files, and counts the rest. */
const FILES_NAMED = 10;

/** Lines for a dialog's detail, a file each. */
export function namedInDialog(lines: readonly string[]): string {
	const named = lines.slice(0, FILES_NAMED).join("\n");
	return lines.length > FILES_NAMED
		? `${named}\nand ${lines.length - FILES_NAMED} more`
		: named;
}
