import * as path from "node:path";
import { exists } from "../../files/exists.ts";
import type { HistoryRecord, WrittenFile } from "./record.ts";

/**
 * A record whose recording was found elsewhere. Its files may have gone with
 * it, or been renamed like it.
 *
 * @param source - absolute path of the recording.
 */
export async function relocated(
	record: HistoryRecord,
	source: string,
): Promise<HistoryRecord> {
	const outputs = record.outputs.map((output) =>
		outputNear(output, record.source, source),
	);
	return { ...record, source, outputs: await Promise.all(outputs) };
}

async function outputNear(
	output: WrittenFile,
	before: string,
	source: string,
): Promise<WrittenFile> {
	if (await exists(output.path)) {
		return output;
	}
	const folder = path.dirname(source);
	const name = path.basename(output.path);
	const stem = path.parse(before).name;
	const renamed = name.startsWith(stem)
		? path.parse(source).name + name.slice(stem.length)
		: name;
	for (const candidate of [name, renamed]) {
		const file = path.join(folder, candidate);
		if (await exists(file)) {
			return { ...output, path: file };
		}
	}
	return output;
}
