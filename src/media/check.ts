import type { Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import * as path from "node:path";
import type { Readable } from "node:stream";
import { withOpenFile } from "../files/openFiles.ts";
import { hasCode } from "../files/write.ts";
import { inEnglish, type Say } from "../language/language.ts";

/** Every reason for which a file cannot be sent. */
export type FileProblemKind =
	| "missing"
	| "notAFile"
	| "unreadable"
	| "empty"
	| "unsupported"
	| "notMedia"
	| "noAudio"
	| "unfinished"
	| "protected"
	| "tooShort"
	| "tooLong"
	| "tooLarge"
	| "audioTooLarge"
	| "gaveUp"
	| "audioGaveUp"
	| "nameTooLong"
	| "changed";

/** A file that cannot be transcribed as it is; `message` names it, says why and what to do, in English. */
export class FileProblem extends Error {
	override readonly name = "FileProblem";
	readonly kind: FileProblemKind;
	readonly file: string;

	constructor(kind: FileProblemKind, file: string, cause?: unknown) {
		super(problemText(kind, file, inEnglish), { cause });
		this.kind = kind;
		this.file = file;
	}
}

/**
 * Why a file cannot be transcribed, and what to do, in two sentences or three.
 * @param file - its path or name.
 */
export function problemText(
	kind: FileProblemKind,
	file: string,
	say: Say,
): string {
	return EXPLANATIONS[kind](say, path.basename(file));
}

/** Whether a failure is one of these, as a record names it: `missing`. */
export function isFileProblemKind(kind: string): kind is FileProblemKind {
	return Object.hasOwn(EXPLANATIONS, kind);
}

const EXPLANATIONS: Record<
	FileProblemKind,
	(say: Say, name: string) => string
> = {
	missing: (say, name) =>
		say(
			"{0} is not there any more. Check whether it was moved or renamed, then try again.",
			name,
		),
	notAFile: (say, name) => say("{0} is not a file. Choose a recording.", name),
	unreadable: (say, name) =>
		say("{0} cannot be read. Check the permissions of the file.", name),
	empty: (say, name) =>
		say("{0} is empty (0 bytes). Check whether the recording was saved.", name),
	unsupported: (say, name) =>
		say(
			"{0} is of a kind that AssemblyAI does not accept. Convert it to MP3, WAV, M4A or MP4 first.",
			name,
		),
	notMedia: (say, name) =>
		say(
			"{0} holds neither audio nor video of a known kind. Choose another file, or save it as MP3, WAV, M4A or MP4 first.",
			name,
		),
	noAudio: (say, name) =>
		say(
			"{0} is a video without an audio track: there is nothing to transcribe. Choose a recording with sound.",
			name,
		),
	unfinished: (say, name) =>
		say(
			"{0} has no index: the recording seems to be unfinished. End the recording or copy the file anew; a recorder that crashed may be able to repair it.",
			name,
		),
	protected: (say, name) =>
		say(
			"{0} is protected against copying (DRM), so that AssemblyAI cannot hear it. Choose an unprotected copy.",
			name,
		),
	tooShort: (say, name) =>
		say(
			"{0} is shorter than the 0.16 s that AssemblyAI needs. Choose a longer recording.",
			name,
		),
	tooLong: (say, name) =>
		say(
			"{0} is longer than the 10 hours that AssemblyAI takes. Cut it into parts first.",
			name,
		),
	tooLarge: (say, name) =>
		say(
			"{0} is larger than the 2.2 GB that AssemblyAI takes as an upload. Compress it, cut it, or save only its audio.",
			name,
		),
	audioTooLarge: (say, name) =>
		say(
			"{0} is larger than the 2.2 GB that AssemblyAI takes as an upload, even without its pictures. Compress its audio or cut it.",
			name,
		),
	gaveUp: (say, name) =>
		say(
			"{0} could not be examined safely; it may be damaged. Check that it plays; it can be sent as it is.",
			name,
		),
	audioGaveUp: (say, name) =>
		say(
			"{0} holds audio that could not be taken out safely; it may be damaged. Check that it plays; the whole file can be sent as it is.",
			name,
		),
	nameTooLong: (say, name) =>
		say(
			"{0} has so long a name that there is no room for that of its transcript. Give the recording a shorter name, then try again.",
			name,
		),
	changed: (say, name) =>
		say(
			"{0} changed while it was being sent. Wait until the recording is finished, then try again.",
			name,
		),
};

/** A file's identity, as far as one can tell without reading it. */
export interface FileFacts {
	/** In bytes. */
	readonly size: number;
	/** Last change, epoch milliseconds. */
	readonly modifiedMs: number;
}

/**
 * Looks at a file from outside: exists, is a file, is readable, not empty.
 *
 * @throws FileProblem
 */
export async function checkFile(file: string): Promise<FileFacts> {
	const facts = await statFile(file);
	if (!facts.isFile()) {
		throw new FileProblem("notAFile", file);
	}
	if (facts.size === 0) {
		throw new FileProblem("empty", file);
	}
	await withOpenFile(async () => {
		const handle = await openFile(file);
		await handle.close();
	});
	return { size: facts.size, modifiedMs: facts.mtimeMs };
}

/**
 * 64 KiB a chunk keeps up with a fast link; buffers of 128 KiB and more are
 * freed so late that an upload of 2 GB takes some 70 MB instead of 45.
 */
const CHUNK_BYTES = 64 * 1024;

/**
 * Opens a checked file for sending, lends its stream, and closes it.
 *
 * @throws FileProblem `changed` where the file is no longer the one checked,
 * before or after it was sent.
 */
export async function sendFile<T>(
	file: string,
	facts: FileFacts,
	send: (stream: Readable) => Promise<T>,
): Promise<T> {
	const handle = await openFile(file);
	const stream = handle.createReadStream({
		start: 0,
		end: facts.size - 1,
		highWaterMark: CHUNK_BYTES,
	});
	try {
		await expectUnchanged(file, facts);
		return await send(stream);
	} catch (error) {
		throw stream.errored
			? new FileProblem("unreadable", file, stream.errored)
			: error;
	} finally {
		stream.destroy();
		// Also where sending failed: a shrunken file is why, then.
		await expectUnchanged(file, facts);
	}
}

function openFile(file: string): Promise<FileHandle> {
	return open(file, "r").catch((cause) => cannotRead(file, cause));
}

function statFile(file: string): Promise<Stats> {
	return stat(file).catch((cause) => cannotRead(file, cause));
}

function cannotRead(file: string, cause: unknown): never {
	const isGone = hasCode(cause, "ENOENT", "ENOTDIR");
	throw new FileProblem(isGone ? "missing" : "unreadable", file, cause);
}

/** @throws FileProblem where a file is no longer the one that was checked. */
export async function expectUnchanged(
	file: string,
	facts: FileFacts,
): Promise<void> {
	const now = await statFile(file);
	if (now.size !== facts.size || now.mtimeMs !== facts.modifiedMs) {
		throw new FileProblem("changed", file);
	}
}
