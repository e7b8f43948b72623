import { readFile } from "node:fs/promises";
import { hasCode, replaceWhole } from "../files/write.ts";
import { endingOf } from "../transcript/formats.ts";
import { fromJson, toJson } from "../transcript/json.ts";
import {
	type HistoryRecord,
	sha256OfText,
	type WrittenFile,
	writtenFile,
} from "./history/record.ts";

/**
 * A record with the hash of its recording, which came after the transcript.
 * The JSON that was written gets it as well, as long as nobody has edited that.
 *
 * @param sha256 - of the recording, in hexadecimal.
 * @throws the file system's errors
 */
export async function withHash(
	record: HistoryRecord,
	sha256: string,
): Promise<HistoryRecord> {
	const outputs: WrittenFile[] = [];
	for (const output of record.outputs) {
		outputs.push(
			output.path.endsWith(endingOf("json"))
				? await jsonWithHash(output, sha256, record.spec.id)
				: output,
		);
	}
	return { ...record, sha256, outputs };
}

async function jsonWithHash(
	written: WrittenFile,
	sha256: string,
	token: string,
): Promise<WrittenFile> {
	const text = await textAt(written.path);
	if (text === undefined || sha256OfText(text) !== written.sha256) {
		return written;
	}
	const saved = fromJson(text, "");
	const content = toJson({ ...saved, source: { ...saved.source, sha256 } });
	await replaceWhole(written.path, content, token);
	return writtenFile(written.path, content);
}

/** Absent where the file is there no more. */
async function textAt(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if (hasCode(error, "ENOENT")) {
			return undefined;
		}
		throw error;
	}
}
