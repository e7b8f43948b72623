import { access } from "node:fs/promises";
import { hasCode } from "./write.ts";

/** Whether there is a file or folder of that name. @throws where that cannot be told */
export async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch (error) {
		if (hasCode(error, "ENOENT", "ENOTDIR", "ENAMETOOLONG")) {
			return false;
		}
		throw error;
	}
}

/** Whether the file system has room for such a name: mostly 255 bytes. */
export async function isNameTooLong(file: string): Promise<boolean> {
	try {
		await access(file);
		return false;
	} catch (error) {
		return hasCode(error, "ENAMETOOLONG");
	}
}
