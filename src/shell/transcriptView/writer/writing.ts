import { createHash } from "node:crypto";
import * as path from "node:path";
import {
	type PackedScript,
	unpackScript,
} from "../../../protocol/packedScript.ts";
import type { Script } from "../../../transcript/script.ts";
import {
	readTranscriptFile,
	type TranscriptFile,
} from "../../../transcript/transcriptFile.ts";
import { outdatedSiblings, type Sibling } from "../siblings.ts";

/** What is to be written of a transcript; goes from thread to thread. */
export interface WritingTask {
	/** The transcript's path. */
	readonly file: string;
	/** What its file held when it was read: edits are put into that. */
	readonly base: string;
	/** As it was saved last, and as it is now; absent where that is what was heard. */
	readonly before: PackedScript | undefined;
	readonly now: PackedScript | undefined;
}

/** What its files are to hold. */
export interface Written {
	readonly text: string;
	/** SHA-256 of the text, in hexadecimal. */
	readonly hash: string;
	/** Files in other formats beside it that do not hold what it says. */
	readonly siblings: readonly Sibling[];
	/** Why those could not be read: a code or a sentence. */
	readonly problem?: string;
}

/** Makes the texts of a transcript in all formats that stand beside it. Writes nothing. */
export async function written(task: WritingTask): Promise<Written> {
	const { file, base, before, now } = task;
	const read = readTranscriptFile(path.basename(file), base);
	const script = scriptOf(now, read);
	const text = read.write(script);
	const hash = createHash("sha256").update(text).digest("hex");
	try {
		const siblings = await outdatedSiblings(
			file,
			read.saved(scriptOf(before, read)),
			read.saved(script),
		);
		return { text, hash, siblings };
	} catch (error) {
		return { text, hash, siblings: [], problem: reasonOf(error) };
	}
}

/** Why something with a file failed, in a word: `EACCES`. */
export function reasonOf(error: unknown): string {
	return error instanceof Error && "code" in error
		? `${error.code}`
		: `${error}`;
}

function scriptOf(
	packed: PackedScript | undefined,
	{ original, script }: TranscriptFile,
): Script {
	return (packed === undefined ? original : unpackScript(packed)) ?? script;
}
