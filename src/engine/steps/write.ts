import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { createWhole, hasCode, replaceWhole } from "../../files/write.ts";
import { render } from "../../transcript/formats.ts";
import {
	currentScript,
	type SavedTranscript,
} from "../../transcript/savedTranscript.ts";
import { isEmpty } from "../../transcript/script.ts";
import { WriteProblem } from "../failureRecord.ts";
import type { EndState, JobSpec } from "../job.ts";
import { filesOf } from "../outputPlan.ts";
import type { State, StepContext } from "./context.ts";

/** Puts the transcript beside its file, in each format. @throws WriteProblem */
export async function write(
	{ file, sha256, transcript }: State<"writing">,
	{ spec }: StepContext,
): Promise<EndState> {
	const saved = {
		transcript,
		source: {
			name: path.basename(spec.source),
			size: file.size,
			...(sha256 !== undefined && { sha256 }),
		},
		transcribedAt: spec.createdAt,
	};
	return {
		step: "done",
		outputs: await writeOutputs(spec, saved),
		transcriptId: transcript.id,
		hasSpeech: !isEmpty(currentScript(saved)),
	};
}

/** Resolves to the paths that were written, which are others than planned where those were taken meanwhile. */
async function writeOutputs(
	{ id, output }: JobSpec,
	saved: SavedTranscript,
): Promise<string[]> {
	const contents = output.formats.map((format) => render(format, saved));
	for (let number = 1; ; number++) {
		const files = filesOf(output, number);
		if (output.ifExists === "replace") {
			await each(files, contents, (file, content) =>
				replaceWhole(file, content, id),
			);
			return files;
		}
		if (await each(files, contents, isFree)) {
			const created = await each(files, contents, (file, content) =>
				create(file, content, id),
			);
			if (created) {
				return files;
			}
		}
	}
}

/**
 * Does the same for each file, one after the other, until one gives `false`.
 *
 * @returns whether none did.
 * @throws WriteProblem that names the file.
 */
async function each(
	files: readonly string[],
	contents: readonly string[],
	act: (file: string, content: string) => Promise<unknown>,
): Promise<boolean> {
	for (const [index, file] of files.entries()) {
		try {
			if ((await act(file, contents[index] ?? "")) === false) {
				return false;
			}
		} catch (error) {
			throw new WriteProblem(file, error);
		}
	}
	return true;
}

/** Whether a name is not taken, or has what was to be written there. */
async function isFree(file: string, content: string): Promise<boolean> {
	const there = await contentOf(file);
	return there === undefined || there === content;
}

/**
 * @returns false where the name was taken in the meantime. What has the same
 * text was written by this job before a crash, most likely; else it serves as
 * well.
 */
async function create(
	file: string,
	content: string,
	token: string,
): Promise<boolean> {
	try {
		await createWhole(file, content, token);
		return true;
	} catch (error) {
		if (!hasCode(error, "EEXIST")) {
			throw error;
		}
		return (await contentOf(file)) === content;
	}
}

/** What a file holds; absent where there is none, empty for what cannot be read, as a folder. */
async function contentOf(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if (hasCode(error, "ENOENT")) {
			return undefined;
		}
		if (hasCode(error, "EISDIR", "EACCES")) {
			return "";
		}
		throw error;
	}
}
