import * as os from "node:os";
import sdk from "assemblyai/package.json" with { type: "json" };
import * as vscode from "vscode";
import type { Environment } from "../support/report.ts";

/** What requests say they come from. */
export function userAgent(context: vscode.ExtensionContext): string {
	return `sidescribe/${versionOf(context)}`;
}

/** The versions of everything that runs here. */
export function environment(context: vscode.ExtensionContext): Environment {
	return {
		extension: versionOf(context),
		sdk: sdk.version,
		vscode: `${vscode.version} (${vscode.env.appHost}${vscode.env.remoteName ? `, remote: ${vscode.env.remoteName}` : ""})`,
		node: process.versions.node,
		os: `${os.type()} ${os.release()} ${os.arch()}`,
	};
}

function versionOf(context: vscode.ExtensionContext): string {
	const manifest: unknown = context.extension.packageJSON;
	return typeof manifest === "object" &&
		manifest !== null &&
		"version" in manifest
		? String(manifest.version)
		: "unknown";
}
