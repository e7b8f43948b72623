/** A table of names and values; rows without a value are left out. */
export function table(rows: [string, string | undefined][]): string {
	return [
		"| | |",
		"|---|---|",
		...rows.flatMap(([name, value]) =>
			value === undefined || value === "" ? [] : [row([name, value])],
		),
	].join("\n");
}

/** A row of a table; what would end a cell is escaped. */
export function row(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replace(/\|/g, "\\|").replace(/[\r\n]+/g, " ")).join(" | ")} |`;
}

/** Text that is to be read to the letter. */
export function code(text: string): string {
	return `\`${text.replace(/`/g, "'")}\``;
}
