import { randomUUID } from "node:crypto";
import * as path from "node:path";
import * as vscode from "vscode";
import { createWhole, hasCode } from "../files/write.ts";
import { FileProblem } from "../media/check.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import { ParserFailed } from "../media/mediaWorker.ts";
import type { SampleResult } from "../media/worker/protocol.ts";
import { parseTime } from "../options/time.ts";
import { selectedFiles } from "./selection.ts";

/** So much of a recording is enough to hear what is wrong, in seconds. */
const SAMPLE_S = 30;

const NOT_CUT: Record<"notCopyable" | "beyondEnd", string> = {
	notCopyable:
		"is of a format that cannot be cut without being coded anew. Attach the file itself.",
	beyondEnd: "is not that long. Choose an earlier position.",
};

/** Puts a short part of a recording's audio beside it, for AssemblyAI's support. */
export async function saveSample(
	args: readonly unknown[],
	media: MediaReader,
): Promise<void> {
	const [uri] = await selectedFiles(args);
	if (uri === undefined) {
		return;
	}
	const position = await askPosition(uri);
	if (position === undefined) {
		return;
	}
	const from = Math.max(0, position - SAMPLE_S / 2);
	const name = path.basename(uri.fsPath);
	try {
		const result = await cut(uri, from, media);
		if (result === undefined) {
			return;
		}
		if ("problem" in result) {
			vscode.window.showWarningMessage(`${name} ${NOT_CUT[result.problem]}`);
			return;
		}
		await tell(await write(uri.fsPath, result));
	} catch (error) {
		if (!(error instanceof FileProblem || error instanceof ParserFailed)) {
			throw error;
		}
		vscode.window.showErrorMessage(
			error instanceof FileProblem
				? error.message
				: `No sample could be cut out of ${name}; it may be damaged. Attach the file itself.`,
		);
	}
}

async function askPosition(uri: vscode.Uri): Promise<number | undefined> {
	const text = await vscode.window.showInputBox({
		title: `Audio Sample of ${path.basename(uri.path)}`,
		prompt: `Around which position? ${SAMPLE_S} seconds are saved, without being coded anew.`,
		value: "0:00",
		validateInput: (value) =>
			parseTime(value) === undefined
				? "Give minutes and seconds, such as 12:30, or 1:02:03."
				: undefined,
	});
	return text === undefined ? undefined : parseTime(text);
}

/** Absent where a person has had enough. */
async function cut(
	uri: vscode.Uri,
	from: number,
	media: MediaReader,
): Promise<SampleResult | undefined> {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: "Saving an audio sample",
		cancellable: true,
	};
	const stop = new AbortController();
	try {
		return await vscode.window.withProgress(options, (_, token) => {
			token.onCancellationRequested(() => stop.abort());
			return media.cutSample(uri.fsPath, from, SAMPLE_S, stop.signal);
		});
	} catch (error) {
		if (stop.signal.aborted) {
			return undefined;
		}
		throw error;
	}
}

/** `talk.sample.m4a`, or the next number that is free. */
async function write(
	source: string,
	{ bytes, extension }: Extract<SampleResult, { bytes: Uint8Array }>,
): Promise<string> {
	const { dir, name } = path.parse(source);
	for (let number = 1; ; number++) {
		const numbered = number === 1 ? "" : ` (${number})`;
		const target = path.join(dir, `${name}.sample${numbered}${extension}`);
		try {
			await createWhole(target, bytes, randomUUID());
			return target;
		} catch (error) {
			if (!hasCode(error, "EEXIST")) {
				throw error;
			}
		}
	}
}

async function tell(sample: string): Promise<void> {
	const reveal = "Show in File Manager";
	const choice = await vscode.window.showInformationMessage(
		`${path.basename(sample)} is ready to be attached.`,
		reveal,
	);
	if (choice === reveal) {
		await vscode.commands.executeCommand(
			"revealFileInOS",
			vscode.Uri.file(sample),
		);
	}
}
