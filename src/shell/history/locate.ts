import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isAddress } from "../../address/address.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { relocated } from "../../engine/history/relocated.ts";
import { sourceName } from "../../engine/source.ts";
import { sha256Of } from "../../files/hash.ts";
import { sizeOf } from "../../files/size.ts";
import { hasMediaExtension } from "../../media/extensions.ts";
import { plain } from "../plain.ts";
import type { HistoryParts } from "./parts.ts";

/**
 * A record whose recording is where it says. One that was moved or renamed is
 * looked for in the open folders, by its size and hash, and the history learns
 * where it is.
 *
 * @returns absent, after a word about it, where the recording is nowhere.
 */
export async function locate(
	record: HistoryRecord,
	{ history, output }: Pick<HistoryParts, "history" | "output">,
): Promise<HistoryRecord | undefined> {
	if (isAddress(record.source) || (await sizeOf(record.source))) {
		return record;
	}
	const found = await search(record);
	if (found === "stopped") {
		return undefined;
	}
	if (found === undefined) {
		const { source } = record;
		vscode.window.showWarningMessage(
			output.redact(
				l10n.t(
					"{0} is no longer in {1}, and nothing in the open folders has the same content. Open the folder that it is in now, and try again.",
					plain(sourceName(source)),
					plain(path.dirname(source)),
				),
			),
		);
		return undefined;
	}
	const moved = await relocated(record, found);
	await history.update(moved);
	output.write({
		level: "info",
		sentence: `${sourceName(record.source)} was found by its content as ${found}.`,
		fields: { event: "sourceFound", job: record.spec.id, file: found },
	});
	return moved;
}

async function search(
	record: HistoryRecord,
): Promise<string | undefined | "stopped"> {
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: l10n.t("Looking for {0}", sourceName(record.source)),
		cancellable: true,
	};
	const stop = new AbortController();
	try {
		return await vscode.window.withProgress(options, (progress, token) => {
			token.onCancellationRequested(() => stop.abort());
			const tell = (message: string) => progress.report({ message });
			return findByContent(record, token, stop.signal, tell);
		});
	} catch (error) {
		if (stop.signal.aborted) {
			return "stopped";
		}
		throw error;
	}
}

/** The first file of the open folders with the same content. */
async function findByContent(
	{ source, size, sha256 }: HistoryRecord,
	token: vscode.CancellationToken,
	signal: AbortSignal,
	tell: (message: string) => void,
): Promise<string | undefined> {
	if (size === undefined || sha256 === undefined) {
		return undefined;
	}
	const extension = path.extname(source).toLowerCase();
	const uris = await vscode.workspace.findFiles(
		"**/*",
		undefined,
		undefined,
		token,
	);
	signal.throwIfAborted();
	const media = uris.filter(
		({ scheme, path: name }) =>
			scheme === "file" &&
			(hasMediaExtension(name) ||
				path.extname(name).toLowerCase() === extension),
	);
	for (const { fsPath } of media) {
		signal.throwIfAborted();
		if ((await sizeOf(fsPath)) === size) {
			tell(path.basename(fsPath));
			if ((await sha256Of(fsPath, signal)) === sha256) {
				return fsPath;
			}
		}
	}
	return undefined;
}
