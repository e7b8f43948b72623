import * as path from "node:path";

/** What a search looks for. */
export type SearchPattern =
	/** In all folders of the workspace. */
	| { readonly glob: string }
	/** In one folder. @property base - its absolute path. */
	| { readonly base: string; readonly glob: string }
	/** A file itself, or all that is in a folder. @property at - absolute path. */
	| { readonly at: string };

/** Why a text is no pattern that could find anything. */
export type PatternProblem = "empty" | "braces" | "brackets";

/**
 * Reads a text as VS Code's search reads “files to include”: patterns divided
 * by commas; a name counts in every folder, for a file or for all in a folder;
 * what begins with `./` is of the workspace's own folders.
 *
 * @param folders - absolute paths of the workspace's folders.
 * @param home - for `~`.
 */
export function searchPatterns(
	text: string,
	folders: readonly string[],
	home: string,
): SearchPattern[] {
	return partsOf(text).flatMap((part) => {
		const pattern = part.replaceAll("\\", "/").replace(/\/+$/, "");
		if (/^\.{1,2}(\/|$)/.test(pattern)) {
			return folders.flatMap((folder) => inFolder(folder, pattern));
		}
		if (/^~(\/|$)/.test(pattern)) {
			return inFolder(home, `.${pattern.slice(1)}`);
		}
		if (path.isAbsolute(part)) {
			return inFolder(path.parse(part).root, pattern);
		}
		// As for search: an ending alone is that of any name.
		const name = /^\.[^./]/.test(pattern) ? `*${pattern}` : pattern;
		return [name, `${name}/**`].map((each) => ({
			glob: each.startsWith("**/") ? each : `**/${each}`,
		}));
	});
}

/** What is wrong with a text that is to be a pattern; absent where nothing is. */
export function problemOfPattern(text: string): PatternProblem | undefined {
	if (partsOf(text).length === 0) {
		return "empty";
	}
	return areClosed(text, "{", "}")
		? areClosed(text, "[", "]")
			? undefined
			: "brackets"
		: "braces";
}

/** Commas within braces divide nothing. */
function partsOf(text: string): string[] {
	let depth = 0;
	const parts = [""];
	for (const letter of text) {
		depth += letter === "{" ? 1 : letter === "}" ? -1 : 0;
		if (letter === "," && depth <= 0) {
			parts.push("");
		} else {
			parts.push(`${parts.pop()}${letter}`);
		}
	}
	return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** A pattern as seen from a folder: the names before its first sign are a folder themselves. */
function inFolder(folder: string, pattern: string): SearchPattern[] {
	const names = pattern.split("/");
	const first = names.findIndex((name) => /[*?{}[\]]/.test(name));
	const plain = first < 0 ? names : names.slice(0, first);
	const base = path.resolve(folder, ...plain.filter((name) => name !== ""));
	if (first < 0) {
		return [{ at: base }];
	}
	const glob = names.slice(first).join("/");
	return [
		{ base, glob },
		{ base, glob: `${glob}/**` },
	];
}

function areClosed(text: string, open: string, close: string): boolean {
	let depth = 0;
	for (const letter of text) {
		depth += letter === open ? 1 : letter === close ? -1 : 0;
		if (depth < 0) {
			return false;
		}
	}
	return depth === 0;
}
