import * as vscode from "vscode";
import { isAddress } from "../address/address.ts";
import type { JobSpec } from "../engine/job.ts";

/** The file whose settings count for a job: its recording, or for an address the place of its transcript. */
export function resourceOf({
	source,
	output,
}: Pick<JobSpec, "source" | "output">): vscode.Uri {
	return vscode.Uri.file(isAddress(source) ? output.stem : source);
}
