import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import PQueue from "p-queue";
import * as vscode from "vscode";
import { exists } from "../../files/exists.ts";
import {
	type SearchPattern,
	searchPatterns,
} from "../../files/searchPattern.ts";
import { listed } from "../../language/numbers.ts";
import { hasMediaExtension, MEDIA_EXTENSIONS } from "../../media/extensions.ts";
import { sniff } from "../../media/sniff.ts";
import { type Look, looking } from "./look.ts";

/** The recordings of a command, in order. */
export interface Recordings {
	readonly files: readonly vscode.Uri[];
	/** What was searched for them, in words; absent where each was named by itself. */
	readonly searched?: string;
}

/**
 * The recordings that a command is for: files as they are named, and in place
 * of a folder all recordings in it and the folders below.
 *
 * @returns absent where a person stops the search.
 */
export async function recordingsOf(
	uris: readonly vscode.Uri[],
): Promise<Recordings | undefined> {
	const areFolders = await Promise.all(uris.map(isFolder));
	const folders = uris.filter((_, index) => areFolders[index]);
	if (folders.length === 0) {
		return { files: uris };
	}
	const names = listed(
		folders.map(({ path: at }) => quoted(path.basename(at))),
	);
	const found = await searching(names, (look) =>
		Promise.all(
			uris.map(async (uri, index) =>
				areFolders[index]
					? search(new vscode.RelativePattern(uri, EVERY_RECORDING), look)
					: [uri],
			),
		),
	);
	return (
		found && {
			files: unique(found.flat()),
			searched:
				folders.length === uris.length ? names : l10n.t("the selection"),
		}
	);
}

/**
 * The recordings whose path fits a pattern, as VS Code's search would take it.
 *
 * @returns absent where a person stops the search.
 */
export async function recordingsLike(
	pattern: string,
): Promise<Recordings | undefined> {
	const searched = quoted(pattern);
	const folders = vscode.workspace.workspaceFolders ?? [];
	const patterns = searchPatterns(
		pattern,
		folders.map(({ uri }) => uri.fsPath),
		homedir(),
	);
	const found = await searching(searched, (look) =>
		Promise.all(patterns.map((each) => searchFor(each, look))),
	);
	return found && { files: unique(found.flat()).sort(byPath), searched };
}

async function searchFor(
	pattern: SearchPattern,
	look: Look,
): Promise<vscode.Uri[]> {
	if (!("at" in pattern)) {
		const { glob } = pattern;
		return search(
			"base" in pattern
				? new vscode.RelativePattern(vscode.Uri.file(pattern.base), glob)
				: glob,
			look,
		);
	}
	const uri = vscode.Uri.file(pattern.at);
	if (await isFolder(uri)) {
		return search(new vscode.RelativePattern(uri, EVERY_RECORDING), look);
	}
	const isThere = hasMediaExtension(uri.path) && (await exists(uri.fsPath));
	return isThere ? [uri] : [];
}

function searching<T>(where: string, work: (look: Look) => Promise<T>) {
	return looking(l10n.t("Looking for recordings in {0}", where), work);
}

/** A file is recognised whatever the case of its ending. */
const EVERY_RECORDING = `**/*.{${MEDIA_EXTENSIONS.map(inAnyCase).join(",")}}`;

/**
 * Beside what `files.exclude` hides: recordings of packages are nobody's own,
 * and macOS leaves files such as `._talk.mp3` on other systems' disks.
 */
const EXCLUDED = "{**/node_modules/**,**/._*}";

const ORDER = new Intl.Collator(undefined, { numeric: true });

async function search(
	pattern: vscode.GlobPattern,
	{ signal }: Look,
): Promise<vscode.Uri[]> {
	const stop = new vscode.CancellationTokenSource();
	signal.addEventListener("abort", () => stop.cancel(), { once: true });
	const found = await vscode.workspace.findFiles(
		pattern,
		EXCLUDED,
		undefined,
		stop.token,
	);
	signal.throwIfAborted();
	const files = found.filter(
		({ scheme, path: at }) => scheme === "file" && hasMediaExtension(at),
	);
	const queue = new PQueue({ concurrency: 16 });
	const areOf = await queue.addAll(files.map((uri) => () => isRecording(uri)));
	return files.filter((_, index) => areOf[index]).sort(byPath);
}

/** A file that was only found, and not named, is no TypeScript. */
async function isRecording({ fsPath }: vscode.Uri): Promise<boolean> {
	if (!/\.ts$/i.test(fsPath)) {
		return true;
	}
	try {
		return (await sniff(fsPath)).container === "MPEG-TS";
	} catch {
		return false;
	}
}

function byPath(a: vscode.Uri, b: vscode.Uri): number {
	return ORDER.compare(a.path, b.path);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
	try {
		return uri.scheme === "file" && (await stat(uri.fsPath)).isDirectory();
	} catch {
		// What is not there is told with the file.
		return false;
	}
}

function inAnyCase(extension: string): string {
	return extension.replace(
		/[a-z]/g,
		(letter) => `[${letter}${letter.toUpperCase()}]`,
	);
}

function quoted(text: string): string {
	return `“${text}”`;
}

function unique(uris: readonly vscode.Uri[]): vscode.Uri[] {
	return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
