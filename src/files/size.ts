import { stat } from "node:fs/promises";

/** Of a file, in bytes; absent where there is no file of that name. */
export async function sizeOf(file: string): Promise<number | undefined> {
	return stat(file).then(
		(found) => (found.isFile() ? found.size : undefined),
		() => undefined,
	);
}
