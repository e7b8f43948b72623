import { link, open, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { withOpenFile } from "./openFiles.ts";

/** Temporary files carry this ending, so that what a crash leaves is known for what it is. */
const TEMPORARY_SUFFIX = ".sidescribe-tmp";

/** What a file system without hard links (FAT, exFAT) answers; `EISDIR` on Windows. */
const NO_LINKS = ["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP", "EISDIR"];

/**
 * Writes a file so that it is there whole or not at all: a temporary file
 * beside it, flushed to the disk, then renamed over it.
 *
 * Own code rather than `write-file-atomic`: that can neither refuse to replace
 * a file ({@link createWhole}) nor use the same temporary name again.
 *
 * @param token - names the temporary file. The same work uses the same token,
 * so that what a crash left is used up by the next try instead of lying about.
 */
export async function replaceWhole(
	target: string,
	content: string | Uint8Array,
	token: string,
): Promise<void> {
	await withOpenFile(() =>
		withTemporary(target, content, token, (temporary) =>
			rename(temporary, target),
		),
	);
}

/**
 * The same for a file that must not exist yet.
 * @throws an error with the code `EEXIST` where it does, whoever made it.
 */
export async function createWhole(
	target: string,
	content: string | Uint8Array,
	token: string,
): Promise<void> {
	await withOpenFile(() =>
		withTemporary(target, content, token, (temporary) =>
			publishNew(temporary, target),
		),
	);
}

async function publishNew(temporary: string, target: string): Promise<void> {
	try {
		// A hard link, unlike a rename, never replaces what stands there.
		await link(temporary, target);
		await rm(temporary);
	} catch (error) {
		if (!hasCode(error, ...NO_LINKS)) {
			throw error;
		}
		// Without hard links: take the name first.
		await (await open(target, "wx")).close();
		await rename(temporary, target).catch(async (cause: unknown) => {
			await rm(target, { force: true });
			throw cause;
		});
	}
}

async function withTemporary(
	target: string,
	content: string | Uint8Array,
	token: string,
	publish: (temporary: string) => Promise<void>,
): Promise<void> {
	const folder = path.dirname(target);
	const temporary = path.join(folder, `.${token}${TEMPORARY_SUFFIX}`);
	try {
		// What a crash left may be linked to the target already: writing into it
		// would write into the target.
		await rm(temporary, { force: true });
		const file = await open(temporary, "wx");
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await publish(temporary);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => {
			// The first error is the one to tell: a folder that refuses one
			// refuses the other.
		});
		throw error;
	}
	await syncFolder(folder);
}

/** Makes the new name itself last, where the system has a way to. */
async function syncFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, "r");
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (!hasCode(error, "EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP")) {
			throw error;
		}
	}
}

/** Whether an error is the system's, with one of these codes (`ENOENT` and the like). */
export function hasCode(error: unknown, ...codes: string[]): boolean {
	return (
		error instanceof Error &&
		"code" in error &&
		typeof error.code === "string" &&
		codes.includes(error.code)
	);
}
