import { access } from "node:fs/promises";
import { hasCode } from "./write.ts";

/** Whether there is a file or folder of that name. @throws where that cannot be told */
export async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch (error) {
		if (hasCode(error, "ENOENT", "ENOTDIR")) {
			return false;
		}
		throw error;
	}
}
