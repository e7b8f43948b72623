import { homedir } from "node:os";
import { withEitherDrive } from "../files/driveLetter.ts";

/**
 * Stands for the home folder in a journal entry. JSON reads it as `~`, and
 * `JSON.stringify` never writes it, so that it can be told from any other.
 */
const MARK = String.raw`\u007e`;

/** The same with its drive letter in the other case, which a path keeps: paths are compared. */
const OTHER_DRIVE_MARK = String.raw`\u007E`;

/** An entry's JSON without the home folder in it, wherever it stands: an entry may be sent to somebody. */
export function withoutHome(json: string, home = homedir()): string {
	if (!isFolder(home)) {
		return json;
	}
	const [usual = home, other = home] = withEitherDrive(home);
	return json
		.replaceAll(inJson(usual), MARK)
		.replaceAll(inJson(other), OTHER_DRIVE_MARK);
}

/** The same JSON with the home folder as it is on this machine. */
export function withHome(json: string, home = homedir()): string {
	const [usual = home, other = home] = withEitherDrive(home);
	return json.replace(
		/(?<!\\)((?:\\\\)*)\\u007([eE])/g,
		(_, before: string, mark: string) =>
			before + inJson(mark === "e" ? usual : other),
	);
}

/** Not where there is none, or where it is the root. */
function isFolder(home: string): boolean {
	return home.length > 1;
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
