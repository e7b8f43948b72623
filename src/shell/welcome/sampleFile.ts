import { constants, copyFile, mkdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { hasCode } from "../../files/write.ts";

/** Of the recording that comes with the extension. */
const NAME = "sidescribe-sample";

/** Where the sample comes from, and where it may go. */
export interface SamplePlaces {
	/** The extension's own folder. */
	readonly extension: vscode.Uri;
	/** The extension's storage on this machine, for where no folder is open. */
	readonly storage: vscode.Uri;
}

/**
 * Puts a copy of the sample into the folder that is open. One that is there
 * serves; a file of another content under that name stays as it is.
 *
 * @returns the copy's absolute path.
 */
export async function copySample(places: SamplePlaces): Promise<string> {
	const original = ofExtension(places, `${NAME}.mp3`);
	const folder = folderFor(places);
	await mkdir(folder, { recursive: true });
	for (let number = 1; ; number++) {
		const numbered = number === 1 ? "" : ` (${number})`;
		const copy = path.join(folder, `${NAME}${numbered}.mp3`);
		try {
			await copyFile(original, copy, constants.COPYFILE_EXCL);
			return copy;
		} catch (error) {
			if (!hasCode(error, "EEXIST")) {
				throw error;
			}
			if (await isSame(original, copy)) {
				return copy;
			}
		}
	}
}

/** The recorded answer to the sample, as the service would send it: JSON. */
export function readAnswer(places: SamplePlaces): Promise<string> {
	return readFile(ofExtension(places, `${NAME}.answer.json`), "utf8");
}

function ofExtension({ extension }: SamplePlaces, name: string): string {
	return vscode.Uri.joinPath(extension, "media", "samples", name).fsPath;
}

function folderFor({ storage }: SamplePlaces): string {
	const open = vscode.workspace.workspaceFolders?.find(
		({ uri }) => uri.scheme === "file",
	);
	return open?.uri.fsPath ?? path.join(storage.fsPath, "sample");
}

/** A folder of that name is no copy. */
async function isSame(original: string, copy: string): Promise<boolean> {
	try {
		return (await readFile(original)).equals(await readFile(copy));
	} catch (error) {
		if (hasCode(error, "EISDIR", "EACCES")) {
			return false;
		}
		throw error;
	}
}
