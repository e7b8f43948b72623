/**
 * A folder as Windows may write it: VS Code gives `c:\…` where the system says
 * `C:\…`, and both mean the same.
 *
 * @returns the folder as it is, and with its drive letter in the other case where it has one.
 */
export function withEitherDrive(folder: string): string[] {
	if (!/^[a-z]:/i.test(folder)) {
		return [folder];
	}
	const letter = folder.charAt(0);
	const upper = letter.toUpperCase();
	const other = letter === upper ? letter.toLowerCase() : upper;
	return [folder, `${other}${folder.slice(1)}`];
}
