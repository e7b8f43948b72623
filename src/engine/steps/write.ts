import { readFile } from "node:fs/promises";
import { createWhole, hasCode, replaceWhole } from "../../files/write.ts";
import { render } from "../../transcript/formats.ts";
import {
	currentScript,
	type SavedTranscript,
} from "../../transcript/savedTranscript.ts";
import { isEmpty } from "../../transcript/script.ts";
import { WriteProblem } from "../failureRecord.ts";
import {
	sha256OfText,
	type WrittenFile,
	writtenFile,
} from "../history/record.ts";
import { type EndState, type JobSpec, plansOf, workOf } from "../job.ts";
import { filesOf } from "../outputPlan.ts";
import { sourceRecord } from "../source.ts";
import type { State, StepContext } from "./context.ts";

/**
 * Puts the transcript where it was planned, in each format, and keeps it in the
 * history. What stands at the service may go only once the files were read
 * back. Done again after a crash it does the same.
 * @throws WriteProblem
 */
export async function write(
	state: State<"writing">,
	{ spec, keep, hashLate, deletesWhenSaved }: StepContext,
): Promise<EndState> {
	const { file, sha256, transcript } = state;
	if (file !== undefined && sha256 === undefined) {
		// What began to hash it may have ended with its window, or with a failure.
		hashLate(file);
	}
	const size = file?.size ?? spec.seen?.size;
	const source = sourceRecord({ source: spec.source, size, sha256 });
	const saved = { transcript, source, transcribedAt: spec.createdAt };
	const outputs: WrittenFile[] = [];
	for (const output of plansOf(spec)) {
		outputs.push(...(await writeOutputs({ id: spec.id, output }, saved)));
	}
	const hasSpeech = !isEmpty(currentScript(saved));
	const isKept = await keep({ state, outputs, hasSpeech });
	return {
		step: "done",
		outputs: outputs.map((output) => output.path),
		transcriptId: transcript.id,
		hasSpeech,
		// Another job's is for that to delete; and what is kept nowhere stays there.
		...(deletesWhenSaved &&
			isKept &&
			!state.isOfAnother && { left: workOf(transcript.id) }),
	};
}

/** Resolves to what was written, under other names than planned where those were taken meanwhile. */
async function writeOutputs(
	{ id, output }: Pick<JobSpec, "id" | "output">,
	saved: SavedTranscript,
): Promise<WrittenFile[]> {
	const contents = output.formats.map((format) => render(format, saved));
	const files = await writeContents({ id, output }, contents);
	await each(files, contents, expectWhole);
	return files.map((file, index) => writtenFile(file, contents[index] ?? ""));
}

/** Resolves to the paths. */
async function writeContents(
	{ id, output }: Pick<JobSpec, "id" | "output">,
	contents: readonly string[],
): Promise<string[]> {
	const unedited = new Set(output.unedited);
	for (let number = 1; ; number++) {
		const files = filesOf(output, number);
		if (output.ifExists === "replace") {
			await each(files, contents, (file, content) =>
				replaceWhole(file, content, id),
			);
			return files;
		}
		const mayTake = (file: string, content: string) =>
			isFree(file, content, unedited);
		if (await each(files, contents, mayTake)) {
			const created = await each(files, contents, (file, content) =>
				create(file, content, id, unedited),
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

/** Whether a name is not taken, or has what was to be written there, or what nobody has edited. */
async function isFree(
	file: string,
	content: string,
	unedited: ReadonlySet<string>,
): Promise<boolean> {
	const there = await contentOf(file);
	return (
		there === undefined ||
		there === content ||
		unedited.has(sha256OfText(there))
	);
}

/** @throws where a file does not hold what was written to it: a disk that lies, a share that went. */
async function expectWhole(file: string, content: string): Promise<void> {
	if ((await contentOf(file)) !== content) {
		throw new Error("It was written, but reads back as something else.");
	}
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
	unedited: ReadonlySet<string>,
): Promise<boolean> {
	try {
		await createWhole(file, content, token);
		return true;
	} catch (error) {
		if (!hasCode(error, "EEXIST")) {
			throw error;
		}
		const there = await contentOf(file);
		if (there !== undefined && unedited.has(sha256OfText(there))) {
			await replaceWhole(file, content, token);
			return true;
		}
		return there === content;
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
