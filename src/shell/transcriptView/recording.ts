import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { sha256Of } from "../../files/hash.ts";
import { sizeOf } from "../../files/size.ts";
import { hasMediaExtension } from "../../media/extensions.ts";
import type { SourceRecord } from "../../transcript/savedTranscript.ts";

/**
 * The recording of a transcript, looked for beside it: by the name that the
 * transcript has of it, and by the transcript's own name. A transcript comes
 * from anywhere: no name in it leads out of its folder, or to what is no
 * recording.
 *
 * @param file - the transcript's path.
 * @returns the recording's path; nothing where there is none.
 */
export async function recordingByName(
	file: string,
	source: SourceRecord,
): Promise<string | undefined> {
	const folder = path.dirname(file);
	const names = await recordingsIn(folder);
	for (const wanted of [nameOf(source), ...stemsOf(file)]) {
		for (const name of matching(names, wanted)) {
			const candidate = path.join(folder, name);
			if ((await sizeOf(candidate)) !== undefined) {
				return candidate;
			}
		}
	}
	return undefined;
}

/**
 * The same by size and hash, under whatever name: reads what is as large as it.
 *
 * @param file - the transcript's path.
 */
export async function recordingByContent(
	file: string,
	{ size, sha256 }: SourceRecord,
	signal: AbortSignal,
): Promise<string | undefined> {
	if (size === undefined || sha256 === undefined) {
		return undefined;
	}
	const folder = path.dirname(file);
	for (const name of await recordingsIn(folder)) {
		const candidate = path.join(folder, name);
		if ((await sizeOf(candidate)) !== size) {
			continue;
		}
		// One that may not be read would not play either.
		const hash = await sha256Of(candidate, signal).catch(() => undefined);
		signal.throwIfAborted();
		if (hash === sha256) {
			return candidate;
		}
	}
	return undefined;
}

async function recordingsIn(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter(hasMediaExtension).sort();
}

/** A file's name without folders, also where the recording came from an address. */
function nameOf({ name }: SourceRecord): string {
	const address = /^https?:\/\//i.test(name) ? URL.parse(name) : null;
	if (address === null) {
		return name;
	}
	const last = address.pathname.split("/").at(-1) ?? "";
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

/** `talk (2).transcript.json` belongs to `talk (2).mp4`, else to `talk.mp4`. */
function stemsOf(file: string): string[] {
	const stem = path
		.basename(file)
		.replace(/(\.transcript\.json|\.[^.]*)$/i, "");
	const unnumbered = stem.replace(/ \(\d+\)$/, "");
	// Captions often have their language before their ending: `talk.en.vtt`.
	const withoutLanguage = stem.replace(/\.[a-z]{2,3}(-[a-z]{2,4})?$/i, "");
	return [...new Set([stem, unnumbered, withoutLanguage])];
}

/** The names that are one, or have it for their stem; exact ones first. */
function matching(names: readonly string[], wanted: string): string[] {
	const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
	return [
		...names.filter((name) => name === wanted),
		...names.filter((name) => name !== wanted && same(name, wanted)),
		...names.filter((name) => same(path.parse(name).name, wanted)),
	];
}
