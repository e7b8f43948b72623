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
	await command(workbench, "Probe: Report");
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

/** Runs a command as `Workbench.runCommand` does, on a machine so busy that the palette takes seconds to open. */
export async function command(
	workbench: Workbench,
	title: string,
): Promise<void> {
	const { page, quickInput } = workbench;
	const input = quickInput.locator("input").first();
	await workbench.until(async () => {
		// The key is lost where the window is not ready for it.
		await page.keyboard.press("F1");
		await input.waitFor({ timeout: 8000 }).catch(() => {});
		return input.isVisible();
	}, "the palette");
	await input.fill(`>${title}`);
	await quickInput
		.locator(".monaco-list-row")
		.filter({ hasText: title })
		.first()
		.click();
}
