/**
 * Measures what the extension costs a window that opens, in a real VS Code,
 * beside well-known extensions that come with it: how long they take to
 * activate, and how much of them is read. And how large the package is:
 * npm run bench:start
 */
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Browser } from "playwright-core";
import { startBrowser } from "../host/browser.ts";
import { PROJECT } from "../host/folders.ts";
import { installVsCode } from "../host/installVsCode.ts";
import { packagedExtension } from "../host/packageExtension.ts";
import { type Server, startServer } from "../host/server.ts";
import { Workbench } from "../host/workbench.ts";
import { atMost, keep, median, rounded } from "./results.ts";
import {
	command,
	PROBE_FILE,
	type ProbeReport,
	packagedProbe,
	probe,
} from "./start/probe.ts";

const WINDOWS = 3;

/** By the name that VS Code shows: the ID of each. */
const EXTENSIONS: Readonly<Record<string, string>> = {
	Sidescribe: "sidescribe.sidescribe",
	Git: "vscode.git",
	"Markdown Language Features": "vscode.markdown-language-features",
	"Merge Conflict": "vscode.merge-conflict",
};

const tell = (line: string) => console.log(line);
const vsix = await packagedExtension();
const folder = await mkdtemp(path.join(tmpdir(), "sidescribe-start-"));
// What makes the one for Markdown start.
await writeFile(path.join(folder, "notes.md"), "# Notes\n");
const activationMs: Record<string, number[]> = {};
let report: ProbeReport | undefined;
{
	await using server = await startServer({
		vscode: (await installVsCode(tell)).folder,
		vsix,
		moreVsix: [await packagedProbe()],
		settings: { "git.enabled": true },
		env: { PROBE_FILE },
	});
	const browser = await startBrowser(tell);
	try {
		for (let index = 0; index < WINDOWS; index++) {
			report = await openWindow(browser, server);
		}
	} finally {
		await browser.close();
	}
}
await rm(folder, { recursive: true, force: true });

const extensions = Object.fromEntries(
	Object.entries(EXTENSIONS).map(([name, id]) => [
		name,
		{
			activationMs: rounded(median(activationMs[name] ?? [])),
			codeBytes: report?.bytesRead[id]?.code ?? 0,
			textBytes: report?.bytesRead[id]?.texts ?? 0,
		},
	]),
);
const sizes = {
	packageBytes: (await stat(vsix)).size,
	entryBytes: (await stat(path.join(PROJECT, "dist/extension.cjs"))).size,
};
console.table(extensions);
console.table(sizes);
const { Sidescribe: ours, ...others } = extensions;
await keep(
	"start",
	{ extensions, sizes },
	{
		"size of the package in bytes": atMost(500_000, sizes.packageBytes),
		"size of the entry bundle in bytes": atMost(30_000, sizes.entryBytes),
		"activation to the median of the others'": atMost(
			1,
			(ours?.activationMs ?? 0) /
				median(Object.values(others).map((each) => each.activationMs)),
		),
		"code that is read to the median of the others'": atMost(
			1,
			(ours?.codeBytes ?? 0) /
				median(Object.values(others).map((each) => each.codeBytes)),
		),
	},
);

/** Opens a window in which all of them start, and notes how long each took. */
async function openWindow(
	browser: Browser,
	server: Server,
): Promise<ProbeReport> {
	await using workbench = await Workbench.open(browser, server, folder);
	const { page } = workbench;
	await workbench.row("notes.md").dblclick();
	await page.locator(".monaco-editor .view-line").first().waitFor();
	const rows = page.locator(".runtime-extensions-editor .extension");
	await command(workbench, "Developer: Show Running Extensions");
	await rows.first().waitFor();
	// Its list shows only what has room.
	await page.setViewportSize({ width: 1100, height: 2000 });
	let shown: readonly string[] = [];
	await workbench.until(async () => {
		shown = await rows.allInnerTexts();
		return Object.keys(EXTENSIONS).every((name) => timeOf(name, shown));
	}, "all extensions to be active");
	await page.setViewportSize({ width: 1100, height: 680 });
	for (const name of Object.keys(EXTENSIONS)) {
		activationMs[name] ??= [];
		activationMs[name].push(timeOf(name, shown) ?? Number.NaN);
	}
	// The list is a dialog, which keeps the palette's key to itself.
	await page.keyboard.press("Escape");
	await page.locator(".monaco-modal-editor-block").waitFor({ state: "hidden" });
	return await probe(workbench);
}

/** As VS Code's own page has it, in milliseconds: loading the code, and the call of `activate`. */
function timeOf(name: string, rows: readonly string[]): number | undefined {
	const row = rows.find((text) => text.startsWith(`${name}\n`));
	const time = /Activation: (\d+)ms/.exec(row ?? "")?.[1];
	return time === undefined ? undefined : Number(time);
}
