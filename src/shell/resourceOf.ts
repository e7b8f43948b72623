import * as vscode from "vscode";
import { isAddress, withoutSecrets } from "../address/address.ts";
import type { JobSpec } from "../engine/job.ts";

/** The file whose settings count for a job: its recording, or for an address the place of its transcript. */
export function resourceOf({
	source,
	output,
}: Pick<JobSpec, "source" | "output">): vscode.Uri {
	return vscode.Uri.file(isAddress(source) ? output.stem : source);
}

/** A job's source, as a result names it: who gets an address may show it. */
export function sourceUri(source: string): vscode.Uri {
	return isAddress(source)
		? vscode.Uri.parse(withoutSecrets(source))
		: vscode.Uri.file(source);
}
