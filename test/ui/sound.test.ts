import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import type { Frame } from "playwright-core";
import { PROJECT } from "../host/folders.ts";
import { Host, type Window } from "./host.ts";
import { TranscriptEditor } from "./transcriptEditor.ts";

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
	await hearSteps(window);
	await window.picture("decoded-sound");
});

test("So is that of a large one, which is streamed", async () => {
	await using window = await host.open({
		"steps.mp4": Buffer.concat([await readFile(RECORDING), freeBox(33 << 20)]),
	});
	const streamed: string[] = [];
	window.workbench.page.on("response", (response) => {
		const isRead = response.request().method() === "GET";
		if (
			isRead &&
			/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/.test(response.url())
		) {
			streamed.push(`${response.status()}`);
		}
	});
	await hearSteps(window);
	assert.ok(streamed.length > 0);
	assert.ok(streamed.every((status) => status === "206"));
});

/** Transcribes the recording, and listens to it in the view. */
async function hearSteps(window: Window): Promise<void> {
	const { workbench } = window;
	await window.transcribe("steps.mp4");
	await workbench.toast("steps.mp4 is ready").waitFor();
	const editor = await TranscriptEditor.open(
		workbench,
		"steps.transcript.json",
	);
	const frame = await editor.frame();
	await frame.evaluate(await readFile(LISTENING, "utf8"));
	await editor.button("Play").click();
	for (const second of [1, 2]) {
		assert.ok(Math.abs((await toneAt(frame, second)) - toneOf(second)) < 25);
	}
}

/** A part of an MP4 file that means nothing. */
function freeBox(bytes: number): Buffer {
	const box = Buffer.alloc(bytes);
	box.writeUInt32BE(bytes, 0);
	box.write("free", 4);
	return box;
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
