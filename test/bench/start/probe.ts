import { access, mkdir, readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { OUTPUT_FOLDER } from "../../host/folders.ts";
import type { Workbench } from "../../host/workbench.ts";

/** What an extension beside ours sees of the process that they share. */
export interface ProbeReport {
	/** Since the start or the last report, of the event loop that all extensions share. */
	readonly p99Ms: number;
	readonly longestMs: number;
	/** In bytes, by the extension's ID. */
	readonly bytesRead: Readonly<
		Record<string, { readonly code: number; readonly texts: number }>
	>;
}

/** Where it writes to; to be in the environment of VS Code. */
export const PROBE_FILE = path.join(OUTPUT_FOLDER, "probe.json");

/** Packages the extension that looks. */
export async function packagedProbe(): Promise<string> {
	const vsix = path.join(OUTPUT_FOLDER, "probe.vsix");
	await mkdir(OUTPUT_FOLDER, { recursive: true });
	await createVSIX({
		cwd: path.join(import.meta.dirname, "probe"),
		packagePath: vsix,
		dependencies: false,
		allowMissingRepository: true,
		skipLicense: true,
	});
	return vsix;
}

/** What it has seen. */
export async function probe(workbench: Workbench): Promise<ProbeReport> {
	await rm(PROBE_FILE, { force: true });
	await workbench.runCommand("Probe: Report");
	await workbench.until(
		() =>
			access(PROBE_FILE).then(
				() => true,
				() => false,
			),
		"the probe's report",
	);
	return JSON.parse(await readFile(PROBE_FILE, "utf8")) as ProbeReport;
}
