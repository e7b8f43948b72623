import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import { PROJECT } from "../host/folders.ts";
import { Host } from "./host.ts";

/*
 * In VS Code, in a browser whose AAC decoder was taken out, as desktop VS
 * Code's is. Each second of the recording has a tone of its own.
 */
const RECORDING = path.join(PROJECT, "test/fixtures/sound/steps.mp4");
const LISTENING = path.join(PROJECT, "test/ui/page/listening.js");
const toneOf = (second: number) => 400 + 100 * second;

const host = await Host.start({
	settings: { "sidescribe.output.formats": ["json"] },
	browser: { lacksAac: true },
});
after(() => host[Symbol.asyncDispose]());

test("The sound of a video that VS Code has no decoder for is heard in the transcript view", async () => {
	await using window = await host.open({
		"steps.mp4": await readFile(RECORDING),
	});
	const { workbench } = window;
	await window.transcribe("steps.mp4");
	await workbench.toast("steps.mp4 is ready").waitFor();
	await workbench.row("steps.transcript.json").dblclick();
	const frame = await transcriptFrame(workbench.page);
	await frame.evaluate(await readFile(LISTENING, "utf8"));
	await frame.getByRole("button", { name: "Play", exact: true }).click();
	for (const second of [1, 2]) {
		assert.ok(Math.abs((await toneAt(frame, second)) - toneOf(second)) < 25);
	}
	await window.picture("decoded-sound");
});

/** The page in VS Code's frames. */
async function transcriptFrame(page: Page): Promise<Frame> {
	const handle = await page
		.frameLocator("iframe.webview")
		.frameLocator("iframe")
		.locator("main[aria-busy=false]")
		.elementHandle();
	const frame = await handle?.ownerFrame();
	assert.ok(frame);
	return frame;
}

/** What is heard in the middle of a second, in Hz. */
async function toneAt(frame: Frame, second: number): Promise<number> {
	const heard = await frame.waitForFunction((second) => {
		const { heard } = globalThis as unknown as {
			heard: { position: number; tone: number }[];
		};
		const moment = heard.at(-1);
		const isThere = moment && Math.abs(moment.position - second - 0.6) < 0.3;
		return isThere && moment.tone > 0 ? moment.tone : undefined;
	}, second);
	return (await heard.jsonValue()) as number;
}
