import { randomUUID } from "node:crypto";
import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { createWhole, hasCode } from "../files/write.ts";
import { inOwnLanguage } from "../language/language.ts";
import { FileProblem, problemText } from "../media/check.ts";
import type { MediaReader } from "../media/mediaReader.ts";
import { ParserFailed } from "../media/mediaWorker.ts";
import type { SampleResult } from "../media/worker/protocol.ts";
import { parseTime } from "../options/time.ts";
import { selectedFiles } from "./selection.ts";

/** So much of a recording is enough to hear what is wrong, in seconds. */
const SAMPLE_S = 30;

const NOT_CUT: Record<"notCopyable" | "beyondEnd", (name: string) => string> = {
	notCopyable: (name) =>
		l10n.t(
			"{0} is of a format that cannot be cut without being coded anew. Attach the file itself.",
			name,
		),
	beyondEnd: (name) =>
		l10n.t("{0} is not that long. Choose an earlier position.", name),
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
			vscode.window.showWarningMessage(NOT_CUT[result.problem](name));
			return;
		}
		await tell(await write(uri.fsPath, result));
	} catch (error) {
		if (!(error instanceof FileProblem || error instanceof ParserFailed)) {
			throw error;
		}
		vscode.window.showErrorMessage(
			error instanceof FileProblem
				? problemText(error.kind, error.file, inOwnLanguage)
				: l10n.t(
						"No sample could be cut out of {0}; it may be damaged. Attach the file itself.",
						name,
					),
		);
	}
}

async function askPosition(uri: vscode.Uri): Promise<number | undefined> {
	const text = await vscode.window.showInputBox({
		title: l10n.t("Audio Sample of {0}", path.basename(uri.path)),
		prompt: l10n.t(
			"Around which position? {0} seconds are saved, without being coded anew.",
			SAMPLE_S,
		),
		value: "0:00",
		validateInput: (value) =>
			parseTime(value) === undefined
				? l10n.t("Give minutes and seconds, such as 12:30, or 1:02:03.")
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
		title: l10n.t("Saving an audio sample"),
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
	const reveal = l10n.t("Show in File Manager");
	const choice = await vscode.window.showInformationMessage(
		l10n.t("{0} is ready to be attached.", path.basename(sample)),
		reveal,
	);
	if (choice === reveal) {
		await vscode.commands.executeCommand(
			"revealFileInOS",
			vscode.Uri.file(sample),
		);
	}
}
