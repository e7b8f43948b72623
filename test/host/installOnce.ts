import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { HOST_FOLDER } from "./folders.ts";

/**
 * Gives the folder of something that is installed on first use. The name holds
 * its version. It is built beside, and renamed when it is complete: neither an
 * interrupted installation nor two at once can leave half of one.
 *
 * @param build - fills the folder that it is given.
 */
export async function installOnce(
	name: string,
	build: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = path.join(HOST_FOLDER, name);
	if (await exists(folder)) {
		return folder;
	}
	await mkdir(HOST_FOLDER, { recursive: true });
	const building = await mkdtemp(path.join(HOST_FOLDER, `.${name}-`));
	try {
		await build(building);
		await rename(building, folder);
	} catch (error) {
		await rm(building, { recursive: true, force: true });
		// Somebody else was quicker: theirs is as good.
		if (!(await exists(folder))) {
			throw error;
		}
	}
	return folder;
}

async function exists(folder: string): Promise<boolean> {
	try {
		await access(folder);
		return true;
	} catch {
		return false;
	}
}
