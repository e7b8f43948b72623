import * as path from "node:path";

/*
 * `vscode://sidescribe.sidescribe/open?folder=talks&path=may%2Ftalk.transcript.json&t=65.2`
 *
 * Others can open it who have the same folder, wherever theirs is: it names
 * the workspace folder and the path in it. Outside of a workspace the path is
 * absolute, with `~` for the home folder, which is named after a person.
 */

/** Where the paths of links begin. */
export interface Places {
	/** The folders of the workspace. */
	readonly folders: readonly { readonly name: string; readonly path: string }[];
	readonly home: string;
}

/** A file and a moment in its recording. */
export interface FileMoment {
	/** Absolute path. */
	readonly file: string;
	/** In milliseconds from the recording's start. */
	readonly timeMs: number;
}

/** What links may open: what the transcript view can show, and nothing else. */
const TRANSCRIPT = /\.(transcript\.json|srt|vtt)$/i;

/** Far above any recording's length, in seconds. */
const MAX_SECONDS = 1e7;

/** A link's path and query. */
export function linkTo({ file, timeMs }: FileMoment, places: Places): string {
	const folder = places.folders.find((each) => isIn(file, each.path));
	const query = new URLSearchParams({
		...(folder && { folder: folder.name }),
		path: folder
			? slashed(path.relative(folder.path, file))
			: shown(file, places),
		t: String(Math.floor(timeMs / 100) / 10),
	});
	return `/open?${query}`;
}

/**
 * What a link names here. Anybody can make one and get a person to click on
 * it: no network share is asked for, and only transcripts are named.
 *
 * @returns the files that it can mean; none where it is no link to a moment.
 */
export function momentsOf(
	link: { readonly path: string; readonly query: string },
	{ folders, home }: Places,
): FileMoment[] {
	const query = new URLSearchParams(link.query);
	const named = query.get("path") ?? "";
	const folder = query.get("folder");
	const seconds = Number(query.get("t"));
	const timeMs = seconds >= 0 && seconds < MAX_SECONDS ? seconds * 1000 : 0;
	const isHarmless =
		link.path === "/open" &&
		TRANSCRIPT.test(named) &&
		!/[\\\0]|^\/\/|(^|\/)\.\.(\/|$)/.test(named);
	if (!isHarmless) {
		return [];
	}
	const files = /^(\/|[a-z]:)/i.test(named)
		? [named]
		: named.startsWith("~/")
			? [path.join(home, named.slice(2))]
			: folders
					.filter(({ name }) => name === folder)
					.map((each) => path.join(each.path, named));
	return files.map((file) => ({ file: path.normalize(file), timeMs }));
}

function shown(file: string, { home }: Places): string {
	return isIn(file, home)
		? `~/${slashed(path.relative(home, file))}`
		: slashed(file);
}

function isIn(file: string, folder: string): boolean {
	const within = path.relative(folder, file);
	return within !== "" && !within.startsWith("..") && !path.isAbsolute(within);
}

function slashed(file: string): string {
	return file.split(path.sep).join("/");
}
