/**
 * Makes the README's pictures of the real interface, with the simulator in
 * AssemblyAI's place:
 *
 *     npm run pictures
 *
 * They are committed in `media/readme`, and not packaged.
 */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import gifenc from "gifenc";
import type { Page } from "playwright-core";
import { startBrowser } from "../host/browser.ts";
import { PROJECT } from "../host/folders.ts";
import { installVsCode } from "../host/installVsCode.ts";
import { packagedExtension } from "../host/packageExtension.ts";
import { startServer } from "../host/server.ts";
import { Workbench } from "../host/workbench.ts";
import { SIMULATOR_KEY, startSimulator } from "../simulator/simulator.ts";

const FOLDER = path.join(PROJECT, "media/readme");
const SIZE = { width: 960, height: 540 };
const COLOURS = 256;

/** In the page: a picture, PNG as base64, to its RGBA as base64. */
const DECODE = `async (png) => {
	const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
	const picture = await createImageBitmap(new Blob([bytes]));
	const drawing = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
	drawing.drawImage(picture, 0, 0);
	const { data } = drawing.getImageData(0, 0, picture.width, picture.height);
	let text = "";
	for (const each of data) {
		text += String.fromCharCode(each);
	}
	return btoa(text);
}`;

/** A picture of the animation, and how long it stays, in milliseconds. */
interface Frame {
	readonly pixels: Uint8Array;
	readonly ms: number;
}

const tell = (line: string) => console.log(line);
const vscode = await installVsCode(tell);
await using simulator = await startSimulator({ queuedMs: 0, processingMs: 0 });
await using server = await startServer({
	vscode: vscode.folder,
	vsix: await packagedExtension(),
	settings: {
		"sidescribe.api.baseUrl": simulator.url,
		"sidescribe.output.formats": ["txt", "srt", "json"],
		"sidescribe.transcription.speakerLabels": true,
		"workbench.colorTheme": "Default Light Modern",
		"workbench.activityBar.location": "hidden",
		"window.commandCenter": false,
		"window.title": "interviews",
		// What is of the host, and of no reader.
		"remote.autoForwardPorts": false,
	},
	env: { ASSEMBLYAI_API_KEY: SIMULATOR_KEY },
});
const home = await mkdtemp(path.join(tmpdir(), "sidescribe-pictures-"));
const folder = path.join(home, "interviews");
await mkdir(folder);
await copyFile(
	path.join(PROJECT, "media/samples/welcome.mp3"),
	path.join(folder, "anna.mp3"),
);
const browser = await startBrowser(tell);
try {
	await using workbench = await Workbench.open(browser, server, folder);
	await workbench.page.setViewportSize(SIZE);
	await writeFile(path.join(FOLDER, "tour.gif"), gifOf(await tour(workbench)));
} finally {
	await browser.close();
	await rm(home, { recursive: true, force: true });
}

/** The main job, from the click to the word that is heard. */
async function tour(workbench: Workbench): Promise<Frame[]> {
	const { page } = workbench;
	const frames: Frame[] = [];
	const film = async (ms: number) => {
		frames.push({ pixels: await pixelsOf(page), ms });
	};
	const row = workbench.row("anna.mp3");
	// Once its menu is whole, VS Code has its theme and its icons.
	await workbench.contextMenu(row, "Transcribe");
	await page.keyboard.press("Escape");
	await film(1000);
	await workbench.contextMenu(row, "Transcribe");
	await film(1600);
	simulator.hold();
	await workbench.choose(row, "Transcribe");
	await workbench.toast("anna.mp3: Waiting").waitFor();
	await film(1400);
	simulator.release();
	await workbench.toast("is ready").waitFor();
	await workbench.row("anna.transcript.json").waitFor();
	await film(1800);
	await workbench.row("anna.transcript.json").dblclick();
	const view = page
		.frameLocator("iframe.webview.ready")
		.frameLocator("#active-frame");
	await view.getByText("By hand.").waitFor();
	await workbench.runCommand("Notifications: Clear All Notifications");
	await workbench.toast("is ready").waitFor({ state: "hidden" });
	await film(1600);
	// Heard from there.
	await view.locator(".cm-line").nth(1).click();
	await page.keyboard.press("Control+Enter");
	await workbench.screenshot("view", FOLDER);
	await film(2600);
	return frames;
}

/** The window as RGBA; the browser that drew it decodes its own picture. */
async function pixelsOf(page: Page): Promise<Uint8Array> {
	const png = await page.screenshot({ animations: "disabled" });
	const decoded: string = await page.evaluate(
		`(${DECODE})("${png.toString("base64")}")`,
	);
	return Buffer.from(decoded, "base64");
}

function gifOf(frames: readonly Frame[]): Uint8Array {
	const gif = gifenc.GIFEncoder();
	// One for all, or what stays would change its tint.
	const all = Buffer.concat(frames.map(({ pixels }) => pixels));
	const palette = gifenc.quantize(all, COLOURS);
	for (const { pixels, ms } of frames) {
		const indexed = gifenc.applyPalette(pixels, palette);
		gif.writeFrame(indexed, SIZE.width, SIZE.height, { palette, delay: ms });
	}
	gif.finish();
	return gif.bytes();
}
