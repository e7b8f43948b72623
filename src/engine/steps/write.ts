import { readFile } from "node:fs/promises";
import { createWhole, hasCode, replaceWhole } from "../../files/write.ts";
import { NO_SPEECH, toTxt } from "../../transcript/txt.ts";
import { WriteProblem } from "../failureRecord.ts";
import type { EndState, JobSpec } from "../job.ts";
import { numbered } from "../outputPlan.ts";
import type { State, StepContext } from "./context.ts";

/** Puts the transcript beside its file. @throws WriteProblem */
export async function write(
	{ transcript }: State<"writing">,
	{ spec }: StepContext,
): Promise<EndState> {
	const text = toTxt(transcript);
	const output = await writeOutput(spec, text);
	return {
		step: "done",
		output,
		transcriptId: transcript.id,
		hasSpeech: text.trim() !== NO_SPEECH,
	};
}

/** Resolves to the path that was written, which is another than planned where that was taken meanwhile. */
async function writeOutput(spec: JobSpec, content: string): Promise<string> {
	const { path: planned, ifExists } = spec.output;
	try {
		if (ifExists === "replace") {
			await replaceWhole(planned, content, spec.id);
			return planned;
		}
		for (let number = 1; ; number++) {
			const target = numbered(planned, number);
			try {
				await createWhole(target, content, spec.id);
				return target;
			} catch (error) {
				if (!hasCode(error, "EEXIST")) {
					throw error;
				}
				// Written by this job before a crash, most likely; else by one whose
				// text is the same to the letter, which serves as well.
				if (await holds(target, content)) {
					return target;
				}
			}
		}
	} catch (error) {
		throw new WriteProblem(planned, error);
	}
}

/** Whether a file has this text; a folder of that name has not. */
async function holds(file: string, content: string): Promise<boolean> {
	try {
		return (await readFile(file, "utf8")) === content;
	} catch (error) {
		if (hasCode(error, "EISDIR", "ENOENT", "EACCES")) {
			return false;
		}
		throw error;
	}
}
