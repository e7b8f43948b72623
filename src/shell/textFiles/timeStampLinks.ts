import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { clock } from "../../transcript/clock.ts";
import { timeStampsIn } from "../../transcript/timeStamps.ts";
import { recordingByName } from "../transcriptView/recording.ts";

/** Links of the recording in Markdown, as `](talk.mp4#t=65)`: they tell its name. */
const MEDIA_LINK = /\]\(([^()\s#]+)#t=/;

/** Time stamps as links that play from there, where the recording is beside the file. */
export async function timeStampLinks(
	document: vscode.TextDocument,
): Promise<vscode.DocumentLink[]> {
	const text = document.getText();
	const stamps = timeStampsIn(document.fileName, text);
	if (stamps.length === 0 || !(await hasRecording(document, text))) {
		return [];
	}
	return stamps.map(({ from, to, timeMs }) => {
		const link = new vscode.DocumentLink(
			new vscode.Range(document.positionAt(from), document.positionAt(to)),
			playFrom(document.uri, timeMs),
		);
		link.tooltip = l10n.t("Play from {0}", clock(timeMs));
		return link;
	});
}

async function hasRecording(
	{ fileName }: vscode.TextDocument,
	text: string,
): Promise<boolean> {
	const name = decoded(MEDIA_LINK.exec(text)?.[1] ?? fileName);
	return (await recordingByName(fileName, { name })) !== undefined;
}

function playFrom(uri: vscode.Uri, timeMs: number): vscode.Uri {
	const args = encodeURIComponent(JSON.stringify([uri.toString(), timeMs]));
	return vscode.Uri.parse(`command:sidescribe.playFrom?${args}`);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
