import { homedir } from "node:os";

/**
 * Stands for the home folder in a journal entry. JSON reads it as `~`, and
 * `JSON.stringify` never writes it, so that it can be told from any other.
 */
const MARK = String.raw`\u007e`;

/** An entry's JSON without the home folder in it, wherever it stands: an entry may be sent to somebody. */
export function withoutHome(json: string, home = homedir()): string {
	return isFolder(home) ? json.replaceAll(inJson(home), MARK) : json;
}

/** The same JSON with the home folder as it is on this machine. */
export function withHome(json: string, home = homedir()): string {
	return json.replace(
		/(?<!\\)((?:\\\\)*)\\u007e/g,
		(_, before: string) => before + inJson(home),
	);
}

/** Not where there is none, or where it is the root. */
function isFolder(home: string): boolean {
	return home.length > 1;
}

function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}
