import { stat } from "node:fs/promises";
import * as vscode from "vscode";
import type { MediaServer, SharedFile } from "./mediaServer.ts";

/** Larger ones are streamed: VS Code's own way takes the whole file into memory. In bytes. */
const STREAMED_ABOVE = 32 * 1024 * 1024;

/** A recording as a page gets at it. */
export interface ShownRecording extends vscode.Disposable {
	readonly uri: vscode.Uri;
	/** Through VS Code. */
	readonly url: string;
	/** Better ones, the best first; which of them the page reaches, it has to try. */
	readonly streams: readonly string[];
}

/** Makes a recording reachable for a page. */
export async function showRecording(
	uri: vscode.Uri,
	webview: vscode.Webview,
	server: MediaServer,
): Promise<ShownRecording> {
	const shared = await share(uri, server).catch(() => undefined);
	return {
		uri,
		url: `${webview.asWebviewUri(uri)}`,
		streams: shared ? await addressesOf(shared) : [],
		dispose: () => shared?.dispose(),
	};
}

async function share(
	uri: vscode.Uri,
	server: MediaServer,
): Promise<SharedFile | undefined> {
	const { size } = await stat(uri.fsPath);
	return size > STREAMED_ABOVE ? server.share(uri.fsPath) : undefined;
}

/**
 * Where VS Code's window is on another machine it forwards the port. A browser
 * on this one may get an address of a proxy that is not there.
 */
async function addressesOf({ url }: SharedFile): Promise<string[]> {
	const forwarded = `${await vscode.env.asExternalUri(vscode.Uri.parse(url))}`;
	const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(
		new URL(forwarded).hostname,
	);
	return [...new Set([forwarded, ...(isHere ? [url] : [])])];
}
